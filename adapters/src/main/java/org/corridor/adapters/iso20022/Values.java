package org.corridor.adapters.iso20022;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.corridor.adapters.codec.check.Faults;
import org.corridor.adapters.codec.check.Texts;
import org.corridor.domain.Malformed;
import org.corridor.domain.ReasonCode;
import org.jspecify.annotations.Nullable;

/** The texts read so far, by field. */
final class Values {
  private static final int LINES_MAX = 64;

  private final @Nullable String[] texts;
  private final @Nullable String[] currencies;
  private final @Nullable List<String>[] lines;

  @SuppressWarnings({"unchecked", "rawtypes"}) // there are no arrays of generic lists
  Values(int size) {
    texts = new String[size];
    currencies = new String[size];
    lines = new List[size];
  }

  /** Forgets the fields from one on. */
  void clear(int from) {
    Arrays.fill(texts, from, texts.length, null);
    Arrays.fill(currencies, from, texts.length, null);
    Arrays.fill(lines, from, texts.length, null);
  }

  @Nullable String get(@Nullable Field field) {
    return field == null ? null : texts[field.index()];
  }

  @Nullable String currency(Field field) {
    return currencies[field.index()];
  }

  List<String> all(Field field) {
    List<String> list = lines[field.index()];
    return list == null ? List.of() : list;
  }

  /** Keeps a text, checked; what is wrong with it is a fault. */
  void put(Field field, String raw, @Nullable String currency, Faults faults) {
    String text;
    try {
      text = Texts.text(raw, field.lengthMax());
    } catch (Malformed e) {
      faults.add(field.path(), e);
      return;
    }
    int i = field.index();
    switch (field.occurrence()) {
      case ONE -> {
        if (texts[i] != null) {
          faults.add(
              field.path(), "element.repeated", ReasonCode.CH16, "element may occur only once");
        }
        texts[i] = text;
        currencies[i] = currency;
      }
      case FIRST -> {
        if (texts[i] == null) {
          texts[i] = text;
        }
      }
      case ALL -> {
        List<String> list = lines[i];
        if (list == null) {
          list = new ArrayList<>(4);
          lines[i] = list;
        }
        if (list.size() >= LINES_MAX) {
          faults.add(field.path(), "element.repeated", ReasonCode.CH16, "element occurs too often");
        } else {
          list.add(text);
        }
      }
    }
  }
}
