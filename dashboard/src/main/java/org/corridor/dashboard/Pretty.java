package org.corridor.dashboard;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Lays a message out for reading. Text only: nothing is parsed, so nothing can be expanded. */
final class Pretty {
  /** Most characters that are shown. */
  static final int CHARS_MAX = 200_000;

  private static final int DEPTH_MAX = 60;
  private static final Pattern TAG = Pattern.compile("<[^>]*>");

  private Pretty() {}

  /** Indents what looks like XML on few lines; leaves everything else as it is, cut to size. */
  static String layOut(String text) {
    String shown =
        text.length() > CHARS_MAX ? text.substring(0, CHARS_MAX) + "\n… (cut here)" : text;
    boolean dense = shown.lines().count() * 200 < shown.length() || shown.indexOf('\n') < 0;
    return shown.stripLeading().startsWith("<") && dense ? indent(shown) : shown;
  }

  private static String indent(String xml) {
    StringBuilder out = new StringBuilder(xml.length() + xml.length() / 2);
    Matcher tags = TAG.matcher(xml);
    int depth = 0;
    int end = 0;
    boolean textBefore = false;
    while (tags.find()) {
      String between = xml.substring(end, tags.start()).strip();
      String tag = tags.group();
      boolean closes = tag.startsWith("</");
      if (closes) {
        depth = Math.max(0, depth - 1);
      }
      if (!between.isEmpty()) {
        out.append(between);
        textBefore = true;
      }
      if (!out.isEmpty() && !(closes && (textBefore || out.charAt(out.length() - 1) != '>'))) {
        newLine(out, depth);
      }
      out.append(tag);
      textBefore = false;
      if (!closes && !tag.endsWith("/>") && !tag.startsWith("<?") && !tag.startsWith("<!")) {
        depth++;
      }
      end = tags.end();
    }
    return out.append(xml.substring(end).strip()).toString();
  }

  private static void newLine(StringBuilder out, int depth) {
    out.append('\n').repeat("  ", Math.min(depth, DEPTH_MAX));
  }
}
