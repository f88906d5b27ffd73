package org.corridor.gateway.config;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.URI;
import java.util.Locale;
import org.corridor.dashboard.FormNotice;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.web.filter.OncePerRequestFilter;
import org.springframework.web.util.ContentCachingResponseWrapper;

/**
 * A form that a browser sent by itself, without the pages' script, is answered as people expect:
 * with the page that it came from, which tells what the form led to.
 */
final class FormAnswers extends OncePerRequestFilter {
  private static final String API = "/v1/";

  private final ObjectMapper json = new ObjectMapper();

  @Override
  protected boolean shouldNotFilter(HttpServletRequest request) {
    return !request.getMethod().equals("POST")
        || !request.getRequestURI().startsWith(API)
        || !header(request, HttpHeaders.CONTENT_TYPE)
            .startsWith(MediaType.APPLICATION_FORM_URLENCODED_VALUE)
        || !header(request, HttpHeaders.ACCEPT).startsWith(MediaType.TEXT_HTML_VALUE);
  }

  @Override
  protected void doFilterInternal(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws ServletException, IOException {
    ContentCachingResponseWrapper answer = new ContentCachingResponseWrapper(response);
    chain.doFilter(request, answer);
    if (HttpStatus.valueOf(answer.getStatus()).is3xxRedirection()) {
      answer.copyBodyToResponse();
      return;
    }
    request.getSession().setAttribute(FormNotice.ATTRIBUTE, words(answer));
    response.resetBuffer();
    response.setStatus(HttpStatus.SEE_OTHER.value());
    response.setHeader(HttpHeaders.LOCATION, page(request.getHeader(HttpHeaders.REFERER)));
    response.setContentLength(0);
  }

  private String words(ContentCachingResponseWrapper answer) throws IOException {
    JsonNode body = json.readTree(answer.getContentAsByteArray());
    if (answer.getStatus() == HttpStatus.OK.value()) {
      return "Done: " + words(body.path("result").asText());
    }
    String why = body == null ? "" : body.path("detail").asText();
    return "Not done: " + (why.isEmpty() ? "you may not do this, or your page is too old" : why);
  }

  private static String words(String result) {
    return switch (result) {
      case "FirstVote" -> "your word is kept; another officer must confirm it";
      case "Cleared", "Released" -> "released";
      case "Agreed", "Quoted" -> "approved; the payment goes on";
      case "Rejected" -> "rejected; the sender is told";
      default -> result;
    };
  }

  /** Only a path of our own: whatever else the header says is of no interest. */
  private static String page(@Nullable String referer) {
    try {
      String path = referer == null ? null : URI.create(referer).getPath();
      return path == null || !path.startsWith("/") || path.startsWith("//") ? "/" : path;
    } catch (IllegalArgumentException e) {
      return "/";
    }
  }

  private static String header(HttpServletRequest request, String name) {
    String value = request.getHeader(name);
    return value == null ? "" : value.toLowerCase(Locale.ROOT);
  }
}
