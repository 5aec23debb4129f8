package org.mer.ingest;

import java.awt.color.ColorSpace;
import java.awt.image.BufferedImage;
import java.awt.image.ColorModel;
import java.awt.image.ComponentColorModel;
import java.awt.image.IndexColorModel;
import java.awt.image.Raster;
import java.util.Optional;

/**
 * The luma of a picture's pixels after ITU-R BT.601, 0.299 R + 0.587 G + 0.114 B, 0 to 255. Grey of
 * eight bits stays exactly what it is, deeper colours are brought to eight bits, and what is
 * transparent lies over black. Samples are taken as they are in the file: colour profiles are not
 * applied.
 */
final class Luma {
  private static final int MAX = 255;

  private final Raster raster;
  private final int[] palette;
  private final int bands;
  private final boolean hasAlpha;
  private final int maxSample;

  private Luma(Raster raster, int[] palette, ColorModel colors) {
    this.raster = raster;
    this.palette = palette;
    this.bands = raster.getNumBands();
    this.hasAlpha = colors.hasAlpha();
    this.maxSample = (1 << colors.getComponentSize(0)) - 1;
  }

  /** The luma of a picture; empty where its colours are neither grey, RGB nor a palette of RGB. */
  static Optional<Luma> of(BufferedImage picture) {
    ColorModel colors = picture.getColorModel();
    if (colors instanceof IndexColorModel indexed) {
      return Optional.of(new Luma(picture.getRaster(), palette(indexed), colors));
    }

    int type = colors.getColorSpace().getType();
    boolean isKnown =
        colors instanceof ComponentColorModel
            && colors.getComponentSize(0) <= Short.SIZE
            && (type == ColorSpace.TYPE_GRAY || type == ColorSpace.TYPE_RGB);
    return isKnown
        ? Optional.of(new Luma(picture.getRaster(), new int[0], colors))
        : Optional.empty();
  }

  /** The luma of {@code width} pixels to the right of a pixel. */
  int[] row(int x, int y, int width) {
    int[] samples = raster.getPixels(x, y, width, 1, (int[]) null);
    int[] lumas = new int[width];
    for (int i = 0; i < width; i++) {
      lumas[i] = palette.length > 0 ? palette[samples[i]] : luma(samples, i * bands);
    }

    return lumas;
  }

  private int luma(int[] samples, int at) {
    int colors = hasAlpha ? bands - 1 : bands;
    int luma =
        colors == 1
            ? eightBits(samples[at])
            : luma(eightBits(samples[at]), eightBits(samples[at + 1]), eightBits(samples[at + 2]));
    return hasAlpha ? overBlack(luma, eightBits(samples[at + colors])) : luma;
  }

  private int eightBits(int sample) {
    return maxSample == MAX ? sample : (sample * MAX + maxSample / 2) / maxSample;
  }

  private static int[] palette(IndexColorModel colors) {
    int[] palette = new int[colors.getMapSize()];
    for (int i = 0; i < palette.length; i++) {
      palette[i] =
          overBlack(
              luma(colors.getRed(i), colors.getGreen(i), colors.getBlue(i)), colors.getAlpha(i));
    }

    return palette;
  }

  private static int luma(int red, int green, int blue) {
    return (299 * red + 587 * green + 114 * blue + 500) / 1_000;
  }

  private static int overBlack(int luma, int alpha) {
    return (luma * alpha + MAX / 2) / MAX;
  }
}
