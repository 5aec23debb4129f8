package org.mer.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.mer.Emotion;

class PicturePathTest {
  @ParameterizedTest
  @CsvSource({
    "train/angry/1.jpg, ANGRY, TRAINING",
    "train/angry/Training_3908.jpg, ANGRY, TRAINING",
    "Training/Anger/1.PNG, ANGRY, TRAINING",
    "test/disgust/PrivateTest_10077120.jpg, DISGUST, PRIVATE_TEST",
    "test/disgusted/PublicTest_10077120.jpg, DISGUST, PUBLIC_TEST",
    "test/fear/publictest_1.jpeg, FEAR, PUBLIC_TEST",
    "test/fearful/im0.png, FEAR, PRIVATE_TEST",
    "validation/happy/1.jpg, HAPPY, PUBLIC_TEST",
    "val/happiness/PrivateTest_1.jpg, HAPPY, PRIVATE_TEST",
    "valid/sad/1.jpg, SAD, PUBLIC_TEST",
    "PublicTest/sadness/1.jpg, SAD, PUBLIC_TEST",
    "PrivateTest/surprise/1.jpg, SURPRISE, PRIVATE_TEST",
    "TEST/Surprised/1.jpg, SURPRISE, PRIVATE_TEST",
    "hdfs://host/some folder/test/neutral/a b.jpg, NEUTRAL, PRIVATE_TEST",
    "/train/neutral/publictest.jpg, NEUTRAL, TRAINING"
  })
  void aPathSaysClassAndUsage(String path, Emotion emotion, FaceUsage usage) {
    assertThat(PicturePath.parse(path)).isEqualTo(Parsed.usable(new PicturePath(emotion, usage)));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "1.jpg|does not stand in folders PART/CLASS, such as test/angry",
        "angry/1.jpg|does not stand in folders PART/CLASS, such as test/angry",
        "''|does not stand in folders PART/CLASS, such as test/angry",
        "train/angry/|does not stand in folders PART/CLASS, such as test/angry",
        "train/angry/1.gif|is neither .jpg, .jpeg nor .png",
        "train/angry/jpg|is neither .jpg, .jpeg nor .png",
        "train/angry/.jpg|is neither .jpg, .jpeg nor .png",
        "train/contempt/1.jpg|unknown class 'contempt'",
        "train/0/1.jpg|unknown class '0'",
        "images/angry/1.jpg|unknown part 'images'",
        "train/angry/PublicTest_1.jpg|is of PublicTest by its name but stands in 'train'",
        "test/angry/Training_1.jpg|is of Training by its name but stands in 'test'",
        "PublicTest/angry/PrivateTest_1.jpg|is of PrivateTest by its name but stands in 'PublicTest'"
      })
  void otherPathsHaveAReason(String path, String reason) {
    assertThat(PicturePath.parse(path)).isEqualTo(Parsed.rejected(reason));
  }
}
