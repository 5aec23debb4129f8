package org.mer;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.io.IOException;
import java.io.ObjectInputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The house rules: which package knows which, and what none of them does. */
class ArchitectureTest {
  private static final JavaClasses CLASSES =
      new ClassFileImporter()
          .withImportOption(new ImportOption.DoNotIncludeTests())
          .importPackages("org.mer");

  /** The packages from the ground floor up, each with those of this project it may import. */
  @SuppressWarnings("ImmutableEnumChecker") // nobody else sees the arrays
  enum Room {
    DOMAIN("org.mer"),
    PAGE("org.mer.page", DOMAIN),
    TABLE("org.mer.table", DOMAIN),
    SQL("org.mer.sql", DOMAIN, TABLE),
    MODEL("org.mer.model", DOMAIN, TABLE),
    LAYER("org.mer.training.layer", DOMAIN),
    TRAINING("org.mer.training", DOMAIN, PAGE, TABLE, MODEL, LAYER),
    QUALITY("org.mer.ingest.quality", DOMAIN, TABLE),
    INGEST("org.mer.ingest", DOMAIN, PAGE, TABLE, QUALITY),
    DEMO("org.mer.demo", DOMAIN),
    TEXT("org.mer.text", DOMAIN, PAGE, TABLE, MODEL, LAYER, TRAINING),
    IMAGE("org.mer.image", DOMAIN, TABLE, MODEL, LAYER, TRAINING),
    FUSION("org.mer.fusion", DOMAIN, TABLE, MODEL, TEXT, IMAGE),
    EVALUATION("org.mer.evaluation", DOMAIN, PAGE, TABLE),
    WEB("org.mer.web", DOMAIN, PAGE, TABLE, MODEL, INGEST, FUSION),
    NOTEBOOK("org.mer.notebook", DOMAIN, PAGE, TABLE),
    JOB(
        "org.mer.job",
        DOMAIN,
        PAGE,
        TABLE,
        SQL,
        MODEL,
        TRAINING,
        QUALITY,
        INGEST,
        DEMO,
        TEXT,
        IMAGE,
        FUSION,
        EVALUATION,
        WEB);

    private final String name;
    private final Room[] below;

    Room(String name, Room... below) {
      this.name = name;
      this.below = below;
    }

    private String[] importable() {
      return Stream.concat(Stream.of(this), Stream.of(below))
          .map(room -> room.name)
          .toArray(String[]::new);
    }
  }

  @ParameterizedTest
  @EnumSource
  void aPackageImportsOnlyWhatStandsBelowIt(Room room) {
    noClasses()
        .that()
        .resideInAPackage(room.name)
        .should()
        .dependOnClassesThat(
            resideInAPackage("org.mer..").and(not(resideInAnyPackage(room.importable()))))
        .because("the rooms of ArchitectureTest are a ladder; docs/architecture.md draws it")
        .allowEmptyShould(true)
        .check(CLASSES);
  }

  @Test
  void everyClassLivesInOneOfTheRooms() {
    String[] rooms = Stream.of(Room.values()).map(room -> room.name).toArray(String[]::new);
    classes().should().resideInAnyPackage(rooms).check(CLASSES);
  }

  @Test
  void dl4jOnSparkIsNamedInTrainingOnly() {
    onlyIn("org.mer.training", "org.deeplearning4j.spark..");
  }

  @Test
  void icebergIsNamedInTableOnly() {
    onlyIn("org.mer.table", "org.apache.iceberg..");
  }

  @Test
  void deequIsNamedInTheQualityGateOnly() {
    onlyIn("org.mer.ingest.quality", "com.amazon.deequ..");
  }

  @Test
  void commandLineAndSettingsAreNamedInJobOnly() {
    onlyIn("org.mer.job", "picocli..", "com.typesafe..");
  }

  @Test
  void templatesAreNamedInPageOnly() {
    onlyIn("org.mer.page", "com.samskivert..");
  }

  @Test
  void theWebFrameworkIsNamedInWebOnly() {
    onlyIn("org.mer.web", "io.javalin..", "org.eclipse.jetty..", "jakarta.servlet..", "kotlin..");
  }

  private static void onlyIn(String room, String... libraries) {
    noClasses()
        .that()
        .resideOutsideOfPackage(room)
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(libraries)
        .check(CLASSES);
  }

  @Test
  void noClassIsCalledAfterNothingInParticular() {
    noClasses()
        .should()
        .haveNameMatching(".*(Utils?|Helpers?|Manager|Common)")
        .because("a name says what a class is for")
        .check(CLASSES);
  }

  @Test
  void nothingStaticChanges() {
    fields().that().areStatic().should().beFinal().check(CLASSES);
  }

  @Test
  void nothingReadsSerializedObjects() {
    noClasses()
        .should()
        .dependOnClassesThat()
        .areAssignableTo(ObjectInputStream.class)
        .because("whoever writes the bytes then chooses the code that runs")
        .check(CLASSES);
  }

  /** Looked for among the sources, for a package-info without annotations leaves no class file. */
  @Test
  void everyPackageSaysWhatItIsFor() throws IOException {
    try (Stream<Path> sources = Files.walk(Path.of("src/main/java/org/mer"))) {
      assertThat(
              sources
                  .filter(source -> source.toString().endsWith(".java"))
                  .map(Path::getParent)
                  .distinct())
          .isNotEmpty()
          .allSatisfy(folder -> assertThat(folder.resolve("package-info.java")).isRegularFile());
    }
  }
}
