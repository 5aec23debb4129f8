package org.mer.training.layer;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.deeplearning4j.nn.conf.layers.Layer;
import org.mer.SourceFiles;

/**
 * The layers in double precision, compiled from their very sources with other types: finite
 * differences need the digits.
 */
final class DoubleTwin implements AutoCloseable {
  private static final Path SOURCES = Path.of("src/main/java/org/mer/training/layer");
  private static final String PACKAGE = "org.mer.training.layer";
  private static final String TWIN = "org.mer.training.layer64";
  private static final Pattern LITERAL = Pattern.compile("(\\d)f\\b");

  /**
   * The quotient that stands for the hyperbolic tangent; its slope is not quite what is computed
   * from its value, by 1e-5 of small gradients, so the twin has the tangent itself. What the
   * quotient is off by, {@link SquashTest} checks. So it is with the exponential.
   */
  private static final Pattern TANH =
      Pattern.compile("(double tanh\\(double value\\) \\{).*?return x \\* p / q;", Pattern.DOTALL);

  private static final Pattern EXP =
      Pattern.compile("(double exp\\(double value\\) \\{).*?return p;", Pattern.DOTALL);

  private final URLClassLoader loader;

  /** Compiles them to a folder. */
  DoubleTwin(Path folder) throws IOException {
    Path sources = Files.createDirectories(folder.resolve("src"));
    Path classes = Files.createDirectories(folder.resolve("classes"));
    SourceFiles.compile(translate(sources), classes);
    loader =
        new URLClassLoader(new URL[] {classes.toUri().toURL()}, DoubleTwin.class.getClassLoader());
  }

  /** The definition of a layer. */
  Layer layer(String name, Integer... arguments) {
    Class<?>[] types = new Class<?>[arguments.length];
    Arrays.fill(types, int.class);
    try {
      return (Layer)
          loader
              .loadClass(TWIN + "." + name)
              .getConstructor(types)
              .newInstance((Object[]) arguments);
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException("cannot make a double twin of " + name, e);
    }
  }

  @Override
  public void close() throws IOException {
    loader.close();
  }

  private static List<Path> translate(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(SOURCES)) {
      return files
          .filter(file -> !file.endsWith("package-info.java"))
          .map(file -> translate(file, folder))
          .toList();
    }
  }

  private static Path translate(Path file, Path folder) {
    try {
      Path twin = folder.resolve(file.getFileName());
      return Files.writeString(twin, translate(Files.readString(file)));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String translate(String source) {
    String twin =
        source
            .replace("package " + PACKAGE + ";", "package " + TWIN + ";")
            .replaceAll("\\bfloat\\b", "double")
            .replace("FloatPointer", "DoublePointer")
            .replace("DataType.FLOAT", "DataType.DOUBLE");
    String literals = LITERAL.matcher(twin).replaceAll("$1");
    String withTangent = TANH.matcher(literals).replaceAll("$1 return Math.tanh(value);");
    return EXP.matcher(withTangent).replaceAll("$1 return Math.exp(value);");
  }
}
