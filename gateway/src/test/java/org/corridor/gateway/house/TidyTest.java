package org.corridor.gateway.house;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.source.tree.ClassTree;
import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.LineMap;
import com.sun.source.tree.MethodTree;
import com.sun.source.util.JavacTask;
import com.sun.source.util.SourcePositions;
import com.sun.source.util.TreePathScanner;
import com.sun.source.util.Trees;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.tools.JavaCompiler;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;

/** What no compiler sees: the properties of the code itself that the design asks for. */
class TidyTest {
  private static final int METHOD_LINES_MAX = 70;
  private static final int FILE_LINES_MAX = 700;
  private static final int COLUMNS_MAX = 120;

  /**
   * Time, chance and identity come in through constructors, so that everything can be simulated.
   */
  private static final Pattern HIDDEN_INPUT =
      Pattern.compile(
          "Instant\\.now\\(\\)|LocalDate(Time)?\\.now\\(\\)|Clock\\.system|UUID\\.randomUUID\\(|System\\.currentTimeMillis\\(|new"
              + " SecureRandom\\(|Math\\.random\\(|new Random\\(");

  private static final Pattern UNFINISHED = Pattern.compile("\\b(TODO|FIXME|HACK)\\b");
  private static final Pattern FLOATING_MONEY =
      Pattern.compile(
          "\\b(double|float|Double|Float)\\s+\\w*([aA]mount|[bB]alance|[pP]rice|[fF]ee|[rR]ate|[mM]oney)\\b");
  private static final Pattern LITERAL_HEADER =
      Pattern.compile(
          "(etHeader|emoveHeaders?|\\.header|StringProperty|ObjectProperty)\\(\\s*\"(?!\\*)");
  private static final Pattern EMPTY_NAME = Pattern.compile("\\w*(Manager|Helper|Utils?|Impl|Dto)");

  @Test
  void takesTimeChanceAndIdentityFromOutside() {
    assertThat(
            linesOfMain(
                HIDDEN_INPUT,
                file -> !file.toString().contains("/gateway/src/") && !isEntryPoint(file)))
        .isEmpty();
  }

  @Test
  void leavesNothingUnfinished() {
    List<String> found = new ArrayList<>();
    for (Path file : Sources.all()) {
      if (!file.endsWith("TidyTest.java")) {
        collect(found, file, UNFINISHED);
      }
    }
    assertThat(found).isEmpty();
  }

  @Test
  void countsMoneyExactly() {
    assertThat(linesOfMain(FLOATING_MONEY, file -> true)).isEmpty();
  }

  @Test
  void namesHeadersByConstants() {
    assertThat(linesOfMain(LITERAL_HEADER, file -> file.toString().contains("/routes/src/")))
        .isEmpty();
  }

  @Test
  void keepsFilesAndLinesShort() {
    List<String> found = new ArrayList<>();
    for (Path file : Sources.main()) {
      List<String> lines = Sources.text(file).lines().toList();
      if (lines.size() > FILE_LINES_MAX) {
        found.add(name(file) + " has " + lines.size() + " lines");
      }
      for (int i = 0; i < lines.size(); i++) {
        if (lines.get(i).length() > COLUMNS_MAX && !lines.get(i).startsWith("import ")) {
          found.add(name(file) + ":" + (i + 1) + " has " + lines.get(i).length() + " columns");
        }
      }
    }
    assertThat(found).isEmpty();
  }

  @Test
  void keepsMethodsShortAndNamesTelling() throws IOException {
    List<String> found = new ArrayList<>();
    JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
    try (var files = compiler.getStandardFileManager(null, null, null)) {
      JavacTask task =
          (JavacTask)
              compiler.getTask(
                  null,
                  files,
                  null,
                  List.of("--release", "25"),
                  null,
                  files.getJavaFileObjectsFromPaths(Sources.main()));
      SourcePositions positions = Trees.instance(task).getSourcePositions();
      for (CompilationUnitTree unit : task.parse()) {
        new Shape(unit, positions, found).scan(unit, null);
      }
    }
    assertThat(found).isEmpty();
  }

  @Test
  void explainsEveryPackage() {
    Map<Path, List<Path>> byFolder =
        Sources.main().stream().collect(java.util.stream.Collectors.groupingBy(Path::getParent));
    assertThat(
            byFolder.entrySet().stream()
                .filter(
                    e ->
                        e.getValue().stream()
                            .noneMatch(
                                f ->
                                    f.endsWith("package-info.java")
                                        && Sources.text(f).contains("@NullMarked")))
                .map(e -> name(e.getKey())))
        .isEmpty();
  }

  private static boolean isEntryPoint(Path file) {
    // A main class of its own is wiring: the ledger runs as a process without the gateway.
    return Sources.text(file).contains("public static void main(String");
  }

  private static List<String> linesOfMain(
      Pattern pattern, java.util.function.Predicate<Path> where) {
    List<String> found = new ArrayList<>();
    Sources.main().stream().filter(where).forEach(file -> collect(found, file, pattern));
    return found;
  }

  private static void collect(List<String> found, Path file, Pattern pattern) {
    List<String> lines = Sources.text(file).lines().toList();
    for (int i = 0; i < lines.size(); i++) {
      Matcher matcher = pattern.matcher(lines.get(i));
      if (matcher.find()) {
        found.add(name(file) + ":" + (i + 1) + " " + matcher.group());
      }
    }
  }

  private static String name(Path file) {
    return Sources.root().relativize(file).toString();
  }

  /** Measures methods and reads class names. */
  private static final class Shape extends TreePathScanner<Void, Void> {
    private final CompilationUnitTree unit;
    private final SourcePositions positions;
    private final List<String> found;

    Shape(CompilationUnitTree unit, SourcePositions positions, List<String> found) {
      this.unit = unit;
      this.positions = positions;
      this.found = found;
    }

    @Override
    public Void visitMethod(MethodTree method, Void unused) {
      if (method.getBody() != null) {
        LineMap lines = unit.getLineMap();
        long length =
            lines.getLineNumber(positions.getEndPosition(unit, method))
                - lines.getLineNumber(positions.getStartPosition(unit, method.getBody()))
                + 1;
        if (length > METHOD_LINES_MAX) {
          found.add(where() + " " + method.getName() + " has " + length + " lines");
        }
      }
      return super.visitMethod(method, unused);
    }

    @Override
    public Void visitClass(ClassTree type, Void unused) {
      if (EMPTY_NAME.matcher(type.getSimpleName()).matches()) {
        found.add(where() + " " + type.getSimpleName() + " says nothing");
      }
      return super.visitClass(type, unused);
    }

    private String where() {
      return name(Path.of(unit.getSourceFile().toUri()));
    }
  }
}
