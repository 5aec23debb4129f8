package org.mer.ingest;

import java.io.IOException;
import java.io.InputStream;
import java.io.Serializable;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;
import org.apache.spark.api.java.JavaPairRDD;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.api.java.function.FlatMapFunction;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import scala.Tuple2;

/**
 * Folders of pictures, {@code PART/CLASS/FILE}. A source is the folder that the parts are in; a
 * picture's row number is its place in the order of paths. What stands for the hash of a folder is
 * the sum of the SHA-256 of each path and content, modulo 2^256.
 */
final class PictureFolders implements RecordSource {
  private static final int PICTURES_A_TASK = 500;
  private static final int LEVELS = 3;
  private static final BigInteger MODULUS = BigInteger.ONE.shiftLeft(256);

  private final List<SourceFile> roots = new ArrayList<>();
  private final List<Picture> pictures = new ArrayList<>();
  private final List<Long> picturesOf = new ArrayList<>();

  PictureFolders(SourceFiles files) {
    Map<String, List<SourceFile>> byRoot = new TreeMap<>();
    for (SourceFile file : files.all()) {
      byRoot.computeIfAbsent(root(file.uri()), key -> new ArrayList<>()).add(file);
    }

    byRoot.forEach(
        (root, all) -> {
          long number = 0;
          for (SourceFile file : all) {
            number++;
            pictures.add(new Picture(roots.size(), number, file.uri(), file.bytes(), root));
          }

          picturesOf.add(number);
          roots.add(new SourceFile(root, all.stream().mapToLong(SourceFile::bytes).sum()));
        });
  }

  /** A picture before it is opened. */
  private record Picture(int source, long number, String uri, long bytes, String root)
      implements Serializable {
    String path() {
      return uri.substring(root.length());
    }

    /** Its content, or nothing where it is larger than any that is decoded. */
    byte[] read(Configuration hadoop) throws IOException {
      if (bytes > PictureDecoder.MAX_BYTES) {
        return new byte[0];
      }

      Path path = new Path(uri);
      try (InputStream in = path.getFileSystem(hadoop).open(path)) {
        return in.readNBytes(PictureDecoder.MAX_BYTES + 1);
      }
    }
  }

  @Override
  public RecordFormat format() {
    return FaceFormat.ofPictures();
  }

  @Override
  public List<SourceFile> files() {
    return List.copyOf(roots);
  }

  @Override
  public Survey survey(SparkSession spark) {
    SentSettings hadoop = SentSettings.of(spark);
    JavaSparkContext context = JavaSparkContext.fromSparkContext(spark.sparkContext());
    int tasks = Math.max(context.defaultParallelism(), pictures.size() / PICTURES_A_TASK);
    JavaRDD<Picture> all = context.parallelize(pictures, Math.min(tasks, pictures.size()));
    Map<Integer, BigInteger> hashes =
        JavaPairRDD.fromJavaRDD(
                all.map(one -> new Tuple2<>(one.source(), hash(one, hadoop.value()))))
            .reduceByKey((one, other) -> one.add(other).mod(MODULUS))
            .collectAsMap();
    List<Inventory> inventories = new ArrayList<>();
    for (int i = 0; i < roots.size(); i++) {
      inventories.add(
          new Inventory(String.format(Locale.ROOT, "%064x", hashes.get(i)), picturesOf.get(i)));
    }

    return new Survey(
        inventories,
        all.mapPartitions(
            (FlatMapFunction<Iterator<Picture>, Candidate>)
                some -> candidates(some, hadoop.value())));
  }

  private static Iterator<Candidate> candidates(Iterator<Picture> some, Configuration hadoop) {
    PictureParser parser = new PictureParser();
    return new Iterator<>() {
      @Override
      public boolean hasNext() {
        return some.hasNext();
      }

      @Override
      public Candidate next() {
        return candidate(some.next(), parser, hadoop);
      }
    };
  }

  private static Candidate candidate(Picture one, PictureParser parser, Configuration hadoop) {
    Parsed<Row> parsed = parse(one, parser, hadoop);
    String raw = parsed instanceof Parsed.Rejected<Row> ? parser.quarantined(one.path()) : null;
    return new Candidate(one.source(), one.number(), parsed, raw);
  }

  private static Parsed<Row> parse(Picture one, PictureParser parser, Configuration hadoop) {
    if (one.bytes() > PictureDecoder.MAX_BYTES) {
      return Parsed.rejected(
          String.format(
              Locale.ROOT, "larger than %,d bytes: %,d", PictureDecoder.MAX_BYTES, one.bytes()));
    }

    try {
      return parser.parse(one.path(), one.read(hadoop));
    } catch (IOException e) {
      return Parsed.rejected("cannot be read");
    }
  }

  private static BigInteger hash(Picture one, Configuration hadoop) throws IOException {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      digest.update((one.path() + '\0').getBytes(StandardCharsets.UTF_8));
      return new BigInteger(1, digest.digest(one.read(hadoop)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }

  private static String root(String uri) {
    Path folder = new Path(uri);
    for (int i = 0; i < LEVELS && folder.getParent() != null; i++) {
      folder = folder.getParent();
    }

    return folder.toString();
  }
}
