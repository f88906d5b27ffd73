package org.corridor.dashboard;

import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.server.ResponseStatusException;

/** What a browser may ask for: bounded, or refused. */
final class Asked {
  private static final int CURSOR_CHARS_MAX = 200;
  private static final Pattern UETR = Pattern.compile("[a-f0-9-]{36}");

  private Asked() {}

  static int size(int size) {
    if (size < 1 || size > DashboardQueries.PAGE_MAX) {
      throw new ResponseStatusException(
          HttpStatus.BAD_REQUEST, "size must be 1 to " + DashboardQueries.PAGE_MAX);
    }
    return size;
  }

  static @Nullable String cursor(@Nullable String after) {
    if (after != null && after.length() > CURSOR_CHARS_MAX) {
      throw new ResponseStatusException(HttpStatus.BAD_REQUEST, "no such page");
    }
    return after;
  }

  static String uetr(String uetr) {
    if (!UETR.matcher(uetr).matches()) {
      throw notFound();
    }
    return uetr;
  }

  static String encoded(String text) {
    return java.net.URLEncoder.encode(text, StandardCharsets.UTF_8);
  }

  static ResponseStatusException notFound() {
    return new ResponseStatusException(HttpStatus.NOT_FOUND, "there is no such payment");
  }
}
