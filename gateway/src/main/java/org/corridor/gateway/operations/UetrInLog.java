package org.corridor.gateway.operations;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.slf4j.MDC;
import org.springframework.web.filter.OncePerRequestFilter;

/** Whatever is logged while a request about one payment is worked on names that payment. */
final class UetrInLog extends OncePerRequestFilter {
  private static final Pattern UETR =
      Pattern.compile("/[a-f0-9]{8}(?:-[a-f0-9]{4}){3}-[a-f0-9]{12}(?=/|$)");

  @Override
  protected void doFilterInternal(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws ServletException, IOException {
    Matcher uetr = UETR.matcher(request.getRequestURI());
    if (!uetr.find()) {
      chain.doFilter(request, response);
      return;
    }
    MDC.put(PaymentLog.UETR, uetr.group().substring(1));
    try {
      chain.doFilter(request, response);
    } finally {
      MDC.remove(PaymentLog.UETR);
    }
  }
}
