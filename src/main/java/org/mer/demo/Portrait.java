package org.mer.demo;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.Shape;
import java.awt.geom.Ellipse2D;
import java.awt.geom.Line2D;
import java.awt.geom.Path2D;
import java.awt.geom.QuadCurve2D;
import java.awt.geom.Rectangle2D;
import java.awt.image.BufferedImage;
import java.awt.image.DataBufferByte;
import java.util.random.RandomGenerator;

/**
 * Draws one face of ellipses and arcs, with a look, a pose and a light of its own. Coordinates are
 * pixels from the middle of the head, x to the right, y down.
 */
final class Portrait {
  static final int SIDE = 48;

  private final RandomGenerator random;
  private final int skin;
  private final int dark;
  private final int hair;
  private final double eyeDistance;
  private final double mouthHeight;

  Portrait(RandomGenerator random) {
    this.random = random;
    this.skin = 105 + random.nextInt(105);
    this.dark = Math.max(15, skin - 70 - random.nextInt(60));
    this.hair = 20 + random.nextInt(random.nextInt(4) == 0 ? 200 : 70);
    this.eyeDistance = 8 + random.nextGaussian() * 0.6;
    this.mouthHeight = 12 + random.nextGaussian() * 0.8;
  }

  /**
   * The picture of an expression.
   *
   * @return 2,304 grey values, row by row from the top left, 0 black to 255 white
   */
  byte[] draw(Expression face) {
    BufferedImage picture = new BufferedImage(SIDE, SIDE, BufferedImage.TYPE_BYTE_GRAY);
    Graphics2D brush = picture.createGraphics();
    brush.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
    brush.setRenderingHint(RenderingHints.KEY_STROKE_CONTROL, RenderingHints.VALUE_STROKE_PURE);
    background(brush);
    brush.translate(24 + random.nextGaussian() * 1.6, 25 + random.nextGaussian() * 1.6);
    brush.rotate(Math.toRadians(random.nextGaussian() * 7));
    double size = random.nextDouble(0.82, 1.12);
    brush.scale(size * random.nextDouble(0.92, 1.08), size);
    head(brush);
    eyes(brush, face);
    brows(brush, face);
    nose(brush, face);
    mouth(brush, face);
    if (random.nextDouble() < 0.12) {
      glasses(brush);
    }

    brush.dispose();
    byte[] pixels = ((DataBufferByte) picture.getRaster().getDataBuffer()).getData().clone();
    light(pixels);
    return pixels;
  }

  private void background(Graphics2D brush) {
    brush.setColor(grey(random.nextInt(256)));
    brush.fillRect(0, 0, SIDE, SIDE);
    for (int i = random.nextInt(4); i > 0; i--) {
      brush.setColor(grey(random.nextInt(256)));
      double x = random.nextDouble(-10, SIDE);
      brush.fill(new Ellipse2D.Double(x, random.nextDouble(-10, SIDE), 18, 26));
    }
  }

  private void head(Graphics2D brush) {
    brush.setColor(grey(skin - 25));
    brush.fill(box(0, 24, 8, 9));
    brush.setColor(grey(hair));
    double volume = random.nextDouble(0.5, 3);
    if (random.nextDouble() < 0.85) {
      brush.fill(ellipse(0, -4 - volume / 2, 18 + volume, 21));
    }

    brush.setColor(grey(skin - 12));
    brush.fill(ellipse(-17.5, 1, 2.5, 4));
    brush.fill(ellipse(17.5, 1, 2.5, 4));
    brush.setColor(grey(skin));
    brush.fill(ellipse(0, 1, 17, 21.5));
    if (random.nextDouble() < 0.15) {
      brush.setColor(grey((skin + dark) / 2));
      brush.fill(ellipse(0, mouthHeight + 5, 10, 5.5));
    }

    if (random.nextDouble() < 0.6) {
      brush.setColor(grey(hair));
      Path2D fringe = new Path2D.Double();
      double parting = random.nextDouble(-10, 10);
      fringe.moveTo(-16.5, -8);
      fringe.quadTo(parting - 6, -15, parting, -17 + random.nextDouble(0, 3));
      fringe.quadTo(parting + 6, -15, 16.5, -8);
      fringe.quadTo(15, -22, 0, -23);
      fringe.quadTo(-15, -22, -16.5, -8);
      brush.fill(fringe);
    }
  }

  private void eyes(Graphics2D brush, Expression face) {
    double half = 3.6;
    double height = Math.max(0.35, 1.9 * (1 + face.eyes()));
    double gaze = random.nextGaussian() * 0.6;
    for (int side = -1; side <= 1; side += 2) {
      double x = side * eyeDistance;
      Shape eye = ellipse(x, -3, half, height);
      brush.setColor(grey(Math.min(245, skin + 60)));
      brush.fill(eye);
      Shape all = brush.getClip();
      brush.clip(eye);
      brush.setColor(grey(25));
      brush.fill(ellipse(x + gaze, -3, 1.8, 1.8));
      brush.setClip(all);
      brush.setStroke(new BasicStroke(0.9f));
      brush.setColor(grey(dark));
      brush.draw(new QuadCurve2D.Double(x - half, -3, x, -3 - 2 * height, x + half, -3));
    }
  }

  private void brows(Graphics2D brush, Expression face) {
    brush.setColor(grey(Math.min(hair, dark)));
    brush.setStroke(
        new BasicStroke(
            (float) random.nextDouble(1.2, 2.2), BasicStroke.CAP_ROUND, BasicStroke.JOIN_ROUND));
    double y = -8 - face.browRaise();
    double half = face.browSlant() / 2;
    for (int side = -1; side <= 1; side += 2) {
      double inner = side * (eyeDistance - 4.4);
      double outer = side * (eyeDistance + 4.4);
      double arch = y - 1.3 - 0.3 * face.browRaise();
      brush.draw(
          new QuadCurve2D.Double(inner, y + half, side * eyeDistance, arch, outer, y - half));
    }

    if (face.browSlant() > 1.2) {
      brush.setColor(grey(skin - 45));
      brush.setStroke(new BasicStroke(0.7f));
      brush.draw(new Line2D.Double(-1.2, y - 2, -0.8, y + 2));
      brush.draw(new Line2D.Double(1.2, y - 2, 0.8, y + 2));
    }
  }

  private void nose(Graphics2D brush, Expression face) {
    double tip = 5 - 1.4 * face.wrinkle();
    brush.setColor(grey(skin - 35));
    brush.setStroke(new BasicStroke(0.9f));
    brush.draw(new Line2D.Double(-1.4, -2, -2, tip - 1));
    brush.draw(new QuadCurve2D.Double(-3, tip, 0, tip + 2.2, 3, tip));
    if (face.wrinkle() < 0.3) {
      return;
    }

    int depth = (int) (30 + 45 * Math.min(1, face.wrinkle()));
    brush.setColor(grey(skin - depth));
    for (int i = 0; i < 3; i++) {
      double y = -3.4 + 2 * i;
      brush.draw(new QuadCurve2D.Double(-2.6, y + 0.9, 0, y - 0.9, 2.6, y + 0.9));
    }

    for (int side = -1; side <= 1; side += 2) {
      brush.draw(
          new QuadCurve2D.Double(side * 3.2, tip - 0.5, side * 7, tip + 1, side * 7.6, tip + 5));
    }
  }

  private void mouth(Graphics2D brush, Expression face) {
    double half = Math.max(2.5, 6.2 + face.width());
    double y = mouthHeight - 0.6 * face.wrinkle();
    double corner = y - face.smile() / 2;
    double upper = y + face.smile() / 2 - face.open() / 2 - 2.2 * face.wrinkle();
    double lower = y + face.smile() / 2 + face.open() / 2;
    Path2D lips = new Path2D.Double();
    lips.moveTo(-half, corner);
    lips.quadTo(0, 2 * upper - corner, half, corner);
    lips.quadTo(0, 2 * lower - corner, -half, corner);
    if (face.open() > 0.9) {
      brush.setColor(grey(Math.max(10, dark - 25)));
      brush.fill(lips);
      if (face.smile() > 1.2 || random.nextDouble() < 0.35) {
        teeth(brush, lips, half, upper);
      }
    } else if (face.wrinkle() > 0.4) {
      brush.setColor(grey(dark));
      brush.fill(lips);
    }

    brush.setColor(grey(dark + 10));
    brush.setStroke(
        new BasicStroke(
            (float) random.nextDouble(0.9, 1.7), BasicStroke.CAP_ROUND, BasicStroke.JOIN_ROUND));
    brush.draw(lips);
    if (face.smile() > 1.8) {
      brush.setColor(grey(skin - 30));
      brush.setStroke(new BasicStroke(0.8f));
      for (int side = -1; side <= 1; side += 2) {
        double x = side * (half + 1.6);
        brush.draw(new QuadCurve2D.Double(side * 4.5, 5, x, 7, x + side * 0.4, corner + 1));
      }
    }
  }

  private void teeth(Graphics2D brush, Shape lips, double half, double upper) {
    Shape all = brush.getClip();
    brush.clip(lips);
    brush.setColor(grey(225));
    brush.fill(box(0, upper - 0.2, half - 0.8, 1.5));
    brush.setClip(all);
  }

  private void glasses(Graphics2D brush) {
    brush.setColor(grey(random.nextInt(80)));
    brush.setStroke(new BasicStroke(0.9f));
    brush.draw(ellipse(-eyeDistance, -2.6, 5.6, 4.6));
    brush.draw(ellipse(eyeDistance, -2.6, 5.6, 4.6));
    brush.draw(new Line2D.Double(-2.2, -3, 2.2, -3));
  }

  /** A light from one side, a contrast, a brightness and the noise of a sensor. */
  private void light(byte[] pixels) {
    double angle = random.nextDouble(2 * Math.PI);
    double strength = random.nextDouble(0, 0.5);
    double contrast = random.nextDouble(0.45, 1.1);
    double brightness = random.nextGaussian() * 18;
    double noise = random.nextDouble(3, 16);
    double halfSide = SIDE / 2.0;
    for (int i = 0; i < pixels.length; i++) {
      double x = (i % SIDE - halfSide) / halfSide;
      int row = i / SIDE;
      double y = (row - halfSide) / halfSide;
      double shade = 1 + strength * (x * Math.cos(angle) + y * Math.sin(angle));
      double value = 128 + contrast * ((pixels[i] & 0xff) * shade - 128) + brightness;
      long grey = Math.round(value + noise * random.nextGaussian());
      pixels[i] = (byte) Math.max(0, Math.min(255, grey));
    }
  }

  private static Shape ellipse(double x, double y, double halfWidth, double halfHeight) {
    return new Ellipse2D.Double(x - halfWidth, y - halfHeight, 2 * halfWidth, 2 * halfHeight);
  }

  private static Shape box(double x, double y, double halfWidth, double halfHeight) {
    return new Rectangle2D.Double(x - halfWidth, y - halfHeight, 2 * halfWidth, 2 * halfHeight);
  }

  private static Color grey(int value) {
    int bounded = Math.max(0, Math.min(255, value));
    return new Color(bounded, bounded, bounded);
  }
}
