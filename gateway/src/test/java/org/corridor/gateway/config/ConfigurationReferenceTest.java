package org.corridor.gateway.config;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.source.doctree.DocCommentTree;
import com.sun.source.doctree.ParamTree;
import com.sun.source.tree.AnnotationTree;
import com.sun.source.tree.ClassTree;
import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.Tree;
import com.sun.source.tree.VariableTree;
import com.sun.source.util.DocTrees;
import com.sun.source.util.JavacTask;
import com.sun.source.util.TreePath;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.lang.model.element.Modifier;
import javax.tools.JavaCompiler;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;

/**
 * Writes docs/configuration.md from the records that hold the settings, and fails when the page is
 * not what they say. {@code -Dregenerate=true} writes it anew.
 */
class ConfigurationReferenceTest {
  private static final Pattern PREFIX =
      Pattern.compile("ConfigurationProperties\\(\"([^\"]+)\"\\)");
  private static final Pattern DEFAULT = Pattern.compile("@DefaultValue\\(\"([^\"]*)\"\\)");

  private final Map<String, ClassTree> records = new HashMap<>();
  private final Map<String, Map<String, String>> docs = new HashMap<>();

  @Test
  void pageSaysWhatTheRecordsSay() throws IOException {
    Path root = root();
    StringBuilder page =
        new StringBuilder(
            """
            # Configuration

            Every setting, from the records that hold them; a gateway refuses to start with one that is missing or out
            of range. Durations are written like `250ms`, `10s` or `5m`. Any setting can also be an environment variable:
            `corridor.ledger.base-fee` is `CORRIDOR_LEDGER_BASEFEE`.

            Beside these a gateway needs Spring Boot's `server.port` and `spring.datasource.url`, `.username` and `.password`; the
            pool is set by `spring.datasource.hikari.*`. With the issuer in process, `corridor.own-url` tells where browsers find the
            gateway when that is not `http://localhost:<server.port>`.

            """);
    for (Path file : holders(root)) {
      append(page, file);
    }
    Path target = root.resolve("docs/configuration.md");
    if (Boolean.getBoolean("regenerate")) {
      Files.writeString(target, page);
    }
    assertThat(target)
        .as(
            "regenerate with mvn -pl gateway -am test -Dtest=ConfigurationReferenceTest"
                + " -Dregenerate=true")
        .hasContent(page.toString());
  }

  private static List<Path> holders(Path root) throws IOException {
    List<Path> found = new ArrayList<>();
    for (String module : List.of("gateway", "routes")) {
      try (Stream<Path> files = Files.walk(root.resolve(module + "/src/main/java"))) {
        for (Path file : files.filter(f -> f.toString().endsWith(".java")).sorted().toList()) {
          if (PREFIX.matcher(Files.readString(file)).find()) {
            found.add(file);
          }
        }
      }
    }
    return found;
  }

  private void append(StringBuilder page, Path file) throws IOException {
    JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
    try (var files = compiler.getStandardFileManager(null, null, null)) {
      JavacTask task =
          (JavacTask)
              compiler.getTask(null, files, null, List.of(), null, files.getJavaFileObjects(file));
      DocTrees trees = DocTrees.instance(task);
      for (CompilationUnitTree unit : task.parse()) {
        for (Tree type : unit.getTypeDecls()) {
          collect((ClassTree) type, new TreePath(new TreePath(unit), type), trees);
        }
        Matcher prefix = PREFIX.matcher(Files.readString(file));
        assertThat(prefix.find()).isTrue();
        ClassTree outer = (ClassTree) unit.getTypeDecls().getFirst();
        if (outer.getKind() != Tree.Kind.RECORD) {
          // Another's properties, bound to another's bean: its own manual lists them.
          continue;
        }
        page.append("## ").append(prefix.group(1)).append("\n\n");
        page.append("| Setting | Type | Default | Meaning |\n|---|---|---|---|\n");
        rows(page, prefix.group(1), outer);
        page.append('\n');
      }
    }
  }

  private void collect(ClassTree type, TreePath path, DocTrees trees) {
    String name = type.getSimpleName().toString();
    records.put(name, type);
    DocCommentTree comment = trees.getDocCommentTree(path);
    Map<String, String> params = new HashMap<>();
    if (comment != null) {
      comment.getBlockTags().stream()
          .filter(ParamTree.class::isInstance)
          .map(ParamTree.class::cast)
          .forEach(p -> params.put(p.getName().toString(), clean(p)));
    }
    docs.put(name, params);
    for (Tree member : type.getMembers()) {
      if (member instanceof ClassTree nested) {
        collect(nested, new TreePath(path, nested), trees);
      }
    }
  }

  private void rows(StringBuilder page, String prefix, ClassTree type) {
    for (Tree member : type.getMembers()) {
      if (!(member instanceof VariableTree field)
          || field.getModifiers().getFlags().contains(Modifier.STATIC)) {
        continue;
      }
      String shown = plain(field.getType().toString());
      String name = prefix + "." + kebab(field.getName().toString());
      Matcher map = Pattern.compile("Map<String, (\\w+)>").matcher(shown);
      if (map.matches() && records.containsKey(map.group(1))) {
        rows(page, name + ".<key>", records.get(map.group(1)));
      } else if (records.containsKey(shown)) {
        rows(page, name, records.get(shown));
      } else {
        String meaning =
            docs.get(type.getSimpleName().toString()).getOrDefault(field.getName().toString(), "");
        assertThat(meaning).as("every setting is explained: " + name).isNotEmpty();
        page.append("| `%s` | %s | %s | %s |%n".formatted(name, shown, preset(field), meaning));
      }
    }
  }

  private static String preset(VariableTree field) {
    StringBuilder annotations = new StringBuilder();
    for (AnnotationTree annotation : field.getModifiers().getAnnotations()) {
      annotations.append(annotation).append(' ');
    }
    Matcher value = DEFAULT.matcher(annotations.toString().replace("value = ", ""));
    return value.find() ? "`" + value.group(1) + "`" : "";
  }

  private static String plain(String type) {
    return type.replaceAll("@\\w+(\\(\\))? ?", "").trim();
  }

  private static String clean(ParamTree param) {
    return param.getDescription().stream()
        .map(Object::toString)
        .collect(Collectors.joining())
        .replaceAll("\\{@code\\s+([^}]*)}", "`$1`")
        .replaceAll("\\s+", " ")
        .trim();
  }

  private static String kebab(String name) {
    return name.replaceAll("([a-z])([A-Z])", "$1-$2").toLowerCase(Locale.ROOT);
  }

  private static Path root() {
    Path here = Path.of("").toAbsolutePath();
    while (!Files.isDirectory(here.resolve("domain"))) {
      here = here.getParent();
    }
    return here;
  }
}
