package org.mer.training.layer;

import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.gradient.Gradient;
import org.deeplearning4j.nn.workspace.ArrayType;
import org.deeplearning4j.nn.workspace.LayerWorkspaceMgr;
import org.nd4j.common.primitives.Pair;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/**
 * What {@link EncoderBlock} does: one matrix product for all steps wherever there is a matrix, onto
 * the sum that it adds to; the loops are in {@link Attention} and {@link Normalizer}.
 */
final class EncoderBlockLayer extends PlanarLayer<EncoderBlock> {
  private static final long serialVersionUID = 1L;

  private final transient Normalizer attentionNorm = new Normalizer();
  private final transient Normalizer forwardNorm = new Normalizer();
  private final transient Attention attention;
  private transient Distances distances = Distances.unscored();
  private transient Planes normalized;
  private transient Planes attended;
  private transient Planes middle;
  private transient Planes middleNormalized;
  private transient Planes hidden;
  private transient float[] row = {};

  EncoderBlockLayer(NeuralNetConfiguration conf, DataType type) {
    super(conf, type);
    attention = new Attention(layerConf().heads());
  }

  @Override
  public INDArray activate(boolean training, LayerWorkspaceMgr workspaces) {
    Planes inputs = inputs();
    int width = inputs.size();
    normalized = Planes.create(workspaces, ArrayType.ACTIVATIONS, inputs, width);
    attentionNorm.forward(
        inputs,
        parameter(EncoderBlock.ATTENTION_GAIN),
        parameter(EncoderBlock.ATTENTION_SHIFT),
        normalized);
    Planes parts =
        Planes.create(workspaces, ArrayType.FF_WORKING_MEM, inputs, (long) Attention.PARTS * width);
    multiply(normalized, EncoderBlock.PARTS_WEIGHTS, parts, 0);
    attended = Planes.create(workspaces, ArrayType.ACTIVATIONS, inputs, width);
    distances = distances();
    attention.forward(
        parts, parameter(EncoderBlock.PARTS_BIAS), distances, present(inputs), attended);
    middle = Planes.create(workspaces, ArrayType.ACTIVATIONS, inputs, width);
    add(inputs, parameter(EncoderBlock.OUTPUT_BIAS), middle);
    multiply(attended, EncoderBlock.OUTPUT_WEIGHTS, middle, 1);
    middleNormalized = Planes.create(workspaces, ArrayType.ACTIVATIONS, inputs, width);
    forwardNorm.forward(
        middle,
        parameter(EncoderBlock.FORWARD_GAIN),
        parameter(EncoderBlock.FORWARD_SHIFT),
        middleNormalized);
    hidden = Planes.create(workspaces, ArrayType.ACTIVATIONS, inputs, layerConf().hidden());
    multiply(middleNormalized, EncoderBlock.HIDDEN_WEIGHTS, hidden, 0);
    rectify(parameter(EncoderBlock.HIDDEN_BIAS));
    Planes outputs = Planes.create(workspaces, ArrayType.ACTIVATIONS, inputs, width);
    add(middle, parameter(EncoderBlock.FORWARD_BIAS), outputs);
    multiply(hidden, EncoderBlock.FORWARD_WEIGHTS, outputs, 1);
    return outputs.sequences();
  }

  @Override
  public Pair<Gradient, INDArray> backpropGradient(INDArray epsilon, LayerWorkspaceMgr workspaces) {
    Planes errors = Planes.of(epsilon);
    Planes middleErrors = forwardErrors(errors, workspaces);
    Planes inErrors = attentionErrors(middleErrors, workspaces);
    return new Pair<>(gradients(), inErrors.sequences());
  }

  /** Called between batches. */
  @Override
  public void clear() {
    super.clear();
    normalized = null;
    attended = null;
    middle = null;
    middleNormalized = null;
    hidden = null;
  }

  /** From what the outputs err by to what comes out of the attention's part does. */
  private Planes forwardErrors(Planes errors, LayerWorkspaceMgr workspaces) {
    put(EncoderBlock.FORWARD_BIAS, sums(errors));
    weigh(hidden, errors, EncoderBlock.FORWARD_WEIGHTS);
    Planes hiddenErrors =
        Planes.create(workspaces, ArrayType.BP_WORKING_MEM, errors, hidden.size());
    multiplyBack(errors, EncoderBlock.FORWARD_WEIGHTS, hiddenErrors);
    put(EncoderBlock.HIDDEN_BIAS, pass(hiddenErrors));
    weigh(middleNormalized, hiddenErrors, EncoderBlock.HIDDEN_WEIGHTS);
    Planes normErrors = Planes.create(workspaces, ArrayType.BP_WORKING_MEM, errors, errors.size());
    multiplyBack(hiddenErrors, EncoderBlock.HIDDEN_WEIGHTS, normErrors);
    Planes middleErrors =
        Planes.create(workspaces, ArrayType.BP_WORKING_MEM, errors, errors.size());
    Normalizer.Errors norm =
        forwardNorm.backward(
            middle, normErrors, parameter(EncoderBlock.FORWARD_GAIN), errors, middleErrors);
    put(EncoderBlock.FORWARD_GAIN, norm.gain());
    put(EncoderBlock.FORWARD_SHIFT, norm.shift());
    return middleErrors;
  }

  /** From what comes out of the attention's part errs by to what the inputs do. */
  private Planes attentionErrors(Planes errors, LayerWorkspaceMgr workspaces) {
    put(EncoderBlock.OUTPUT_BIAS, sums(errors));
    weigh(attended, errors, EncoderBlock.OUTPUT_WEIGHTS);
    Planes attendedErrors =
        Planes.create(workspaces, ArrayType.BP_WORKING_MEM, errors, errors.size());
    multiplyBack(errors, EncoderBlock.OUTPUT_WEIGHTS, attendedErrors);
    Planes partErrors =
        Planes.create(
            workspaces, ArrayType.BP_WORKING_MEM, errors, (long) Attention.PARTS * errors.size());
    put(EncoderBlock.PARTS_BIAS, attention.backward(attendedErrors, partErrors));
    if (layerConf().reach() > 0) {
      put(EncoderBlock.DISTANCE_SCORES, distances.errors());
    }

    weigh(normalized, partErrors, EncoderBlock.PARTS_WEIGHTS);
    Planes normErrors = Planes.create(workspaces, ArrayType.BP_WORKING_MEM, errors, errors.size());
    multiplyBack(partErrors, EncoderBlock.PARTS_WEIGHTS, normErrors);
    Planes inErrors = Planes.create(workspaces, ArrayType.ACTIVATION_GRAD, errors, errors.size());
    Normalizer.Errors norm =
        attentionNorm.backward(
            inputs(), normErrors, parameter(EncoderBlock.ATTENTION_GAIN), errors, inErrors);
    put(EncoderBlock.ATTENTION_GAIN, norm.gain());
    put(EncoderBlock.ATTENTION_SHIFT, norm.shift());
    return inErrors;
  }

  private Distances distances() {
    int reach = layerConf().reach();
    return reach > 0
        ? Distances.scored(reach, parameter(EncoderBlock.DISTANCE_SCORES))
        : Distances.unscored();
  }

  /** For each step a row of 1 where there is a word, of 0 where it is masked. */
  private float[][] present(Planes like) {
    float[][] present = new float[like.count()][like.batch()];
    float[] mask = maskArray == null ? null : Numbers.copy(maskArray);
    for (int step = 0; step < like.count(); step++) {
      for (int example = 0; example < like.batch(); example++) {
        boolean isWord = mask == null || mask[example * like.count() + step] != 0;
        present[step][example] = isWord ? 1 : 0;
      }
    }

    return present;
  }

  /** From numbers that come in, by a matrix, to numbers that go out; onto what is there, or not. */
  private void multiply(Planes in, String weights, Planes out, double share) {
    Nd4j.gemm(in.matrix(), getParam(weights), out.matrix(), false, false, 1, share);
  }

  private void multiplyBack(Planes outErrors, String weights, Planes inErrors) {
    Nd4j.gemm(outErrors.matrix(), getParam(weights), inErrors.matrix(), false, true, 1, 0);
  }

  /** What a matrix errs by. */
  private void weigh(Planes in, Planes outErrors, String weights) {
    Nd4j.gemm(in.matrix(), outErrors.matrix(), gradient(weights), true, false, 1, 0);
  }

  private void add(Planes in, float[] bias, Planes out) {
    float[] values = row(in);
    for (int number = 0; number < in.size(); number++) {
      in.read(number, values);
      Lanes.scale(values, 1, bias[number], in.length());
      out.write(values, number);
    }
  }

  private void rectify(float[] bias) {
    float[] values = row(hidden);
    for (int number = 0; number < hidden.size(); number++) {
      hidden.read(number, values);
      Lanes.rectify(values, bias[number], hidden.length());
      hidden.write(values, number);
    }
  }

  /** Lets errors pass where the rectifier let the values, and sums them up. */
  private float[] pass(Planes errors) {
    float[] values = row(hidden);
    float[] wrong = new float[errors.length()];
    float[] sums = new float[errors.size()];
    for (int number = 0; number < errors.size(); number++) {
      hidden.read(number, values);
      errors.read(number, wrong);
      Lanes.pass(values, wrong, errors.length());
      sums[number] = Lanes.sum(wrong, errors.length());
      errors.write(wrong, number);
    }

    return sums;
  }

  private float[] sums(Planes errors) {
    float[] values = row(errors);
    float[] sums = new float[errors.size()];
    for (int number = 0; number < errors.size(); number++) {
      errors.read(number, values);
      sums[number] = Lanes.sum(values, errors.length());
    }

    return sums;
  }

  private float[] row(Planes like) {
    if (row.length < like.length()) {
      row = new float[like.length()];
    }

    return row;
  }
}
