package dev.parlour.room.web;

import dev.parlour.player.PictureId;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.List;

/**
 * A portrait drawn from a seed: a guest of the house, more animal than human so that nobody has to
 * find their own face. Big plain shapes, so that it still says who it is at 32 pixels. The same
 * seed always gives the same picture, whatever server draws it: change nothing in the order of the
 * draws, or everybody changes their face.
 */
public final class Avatar {
  /** Longest seed that is drawn. */
  public static final int MAX_SEED = 64;

  private static final SecureRandom RANDOM = new SecureRandom();
  private static final String INK = "#1d2b2a";

  private static final List<String> WALLS =
      List.of(
          "#f8d9a8", "#f6b8a2", "#bfe3d0", "#b9d6f2", "#dcc9f0", "#f9c6d3", "#0f4d3f", "#23366b",
          "#5a2a5e", "#8a2f24", "#e8e2c8", "#14606b");
  private static final List<String> FURS =
      List.of(
          "#f6c453", "#f08a5d", "#e3607a", "#9b7bd4", "#5ba4e6", "#45b597", "#a8c64a", "#f5adc0",
          "#d9a066", "#95a3b8", "#fff3da", "#7a5a48");
  private static final List<String> CLOTHES =
      List.of(
          "#cf3a1e", "#2a5bc7", "#f2b632", "#7b3a8f", "#0d7c80", "#c8316e", "#1d2b2a", "#fff7e8",
          "#2f7d4f");

  private static final List<String> PATTERNS =
      List.of(
          "",
          "",
          "<g fill=\"@\"><circle cx=\"12\" cy=\"14\" r=\"4\"/><circle cx=\"37\" cy=\"8\""
              + " r=\"4\"/><circle cx=\"63\" cy=\"8\" r=\"4\"/><circle cx=\"88\" cy=\"14\""
              + " r=\"4\"/><circle cx=\"8\" cy=\"40\" r=\"4\"/><circle cx=\"92\" cy=\"40\""
              + " r=\"4\"/><circle cx=\"10\" cy=\"66\" r=\"4\"/><circle cx=\"90\" cy=\"66\""
              + " r=\"4\"/></g>",
          "<path fill=\"@\" d=\"M0 0h10v100H0zM20 0h10v100H20zM40 0h10v100H40zM60 0h10v100H60zM80"
              + " 0h10v100H80z\"/>",
          "<circle cx=\"50\" cy=\"46\" r=\"41\" fill=\"@\"/>",
          "<path fill=\"none\" stroke=\"@\" stroke-width=\"3\" d=\"M0 20a12.5 12.5 0 0 0 25 0a12.5"
              + " 12.5 0 0 0 25 0a12.5 12.5 0 0 0 25 0a12.5 12.5 0 0 0 25 0M0 50a12.5 12.5 0 0 0 25"
              + " 0a12.5 12.5 0 0 0 25 0a12.5 12.5 0 0 0 25 0a12.5 12.5 0 0 0 25 0M0 80a12.5 12.5 0"
              + " 0 0 25 0a12.5 12.5 0 0 0 25 0a12.5 12.5 0 0 0 25 0a12.5 12.5 0 0 0 25 0\"/>",
          "<path fill=\"@\" d=\"M50 50L0 10V0h8zM50 50L34 0h12zM50 50L66 0h12zM50 50L100 8v14zM50"
              + " 50l50-8v16zM50 50L0 36v16zM50 50L0 70v14z\"/>");

  private static final List<String> EARS =
      List.of(
          "<circle cx=\"28\" cy=\"28\" r=\"11\" fill=\"#\"/><circle cx=\"72\" cy=\"28\" r=\"11\""
              + " fill=\"#\"/><circle cx=\"28\" cy=\"28\" r=\"5.5\" fill=\"#ffffff\""
              + " opacity=\".45\"/><circle cx=\"72\" cy=\"28\" r=\"5.5\" fill=\"#ffffff\""
              + " opacity=\".45\"/>",
          "<path d=\"M24 44L22 14l22 14zM76 44l2-30-22 14z\" fill=\"#\" stroke=\"#\""
              + " stroke-width=\"3\" stroke-linejoin=\"round\"/><path d=\"M27 33l-1-11 9 6zM73"
              + " 33l1-11-9 6z\" fill=\"#ffffff\" opacity=\".45\"/>",
          "<ellipse cx=\"37\" cy=\"18\" rx=\"7.5\" ry=\"19\" fill=\"#\" transform=\"rotate(-10 37"
              + " 18)\"/><ellipse cx=\"63\" cy=\"18\" rx=\"7.5\" ry=\"19\" fill=\"#\""
              + " transform=\"rotate(10 63 18)\"/><ellipse cx=\"37\" cy=\"18\" rx=\"3.4\" ry=\"13\""
              + " fill=\"#ffffff\" opacity=\".45\" transform=\"rotate(-10 37 18)\"/><ellipse"
              + " cx=\"63\" cy=\"18\" rx=\"3.4\" ry=\"13\" fill=\"#ffffff\" opacity=\".45\""
              + " transform=\"rotate(10 63 18)\"/>",
          "<path d=\"M30 26C14 22 12 44 17 60c7 4 12-4 14-14zM70 26c16-4 18 18 13 34-7"
              + " 4-12-4-14-14z\" fill=\"#\"/><path d=\"M30 26C14 22 12 44 17 60c7 4 12-4 14-14zM70"
              + " 26c16-4 18 18 13 34-7 4-12-4-14-14z\" fill=\"#000000\" opacity=\".22\"/>",
          "<path d=\"M30 32C22 28 20 18 24 12c2 8 8 10 14 14zM70 32c8-4 10-14 6-20-2 8-8 10-14"
              + " 14z\" fill=\"#fff3da\" stroke=\"#d8c49a\" stroke-width=\"1.5\"/>",
          "<path d=\"M40 26L34 8M60 26l6-18\" stroke=\""
              + INK
              + "\" stroke-width=\"3\" stroke-linecap=\"round\"/><circle cx=\"34\" cy=\"8\" r=\"5\""
              + " fill=\"#\"/><circle cx=\"66\" cy=\"8\" r=\"5\" fill=\"#\"/>",
          "");

  private static final List<String> HEADS =
      List.of(
          "<circle cx=\"50\" cy=\"48\" r=\"28\" fill=\"#\"/>",
          "<rect x=\"22\" y=\"22\" width=\"56\" height=\"54\" rx=\"20\" fill=\"#\"/>",
          "<path d=\"M50 19c16 0 26 14 26 31S65 78 50 78 24 67 24 50s10-31 26-31z\" fill=\"#\"/>",
          "<ellipse cx=\"50\" cy=\"50\" rx=\"32\" ry=\"26\" fill=\"#\"/>",
          "<path d=\"M50 20c13 0 19 9 22 20 3 9 8 13 8 21 0 11-13 17-30 17s-30-6-30-17c0-8 5-12"
              + " 8-21 3-11 9-20 22-20z\" fill=\"#\"/>",
          "<path d=\"M24 46a26 26 0 0 1 52 0v18c0 9-12 14-26 14s-26-5-26-14z\" fill=\"#\"/>");

  private static final List<String> EYES =
      List.of(
          "<circle cx=\"40\" cy=\"46\" r=\"4.2\" fill=\""
              + INK
              + "\"/><circle cx=\"60\" cy=\"46\" r=\"4.2\" fill=\""
              + INK
              + "\"/><circle cx=\"41.4\" cy=\"44.6\" r=\"1.3\" fill=\"#ffffff\"/><circle"
              + " cx=\"61.4\" cy=\"44.6\" r=\"1.3\" fill=\"#ffffff\"/>",
          "<circle cx=\"39\" cy=\"45\" r=\"8\" fill=\"#ffffff\"/><circle cx=\"61\" cy=\"45\""
              + " r=\"8\" fill=\"#ffffff\"/><circle cx=\"41\" cy=\"46\" r=\"4\" fill=\""
              + INK
              + "\"/><circle cx=\"59\" cy=\"46\" r=\"4\" fill=\""
              + INK
              + "\"/>",
          "<path d=\"M34 47a6 6 0 0 1 12 0M54 47a6 6 0 0 1 12 0\" fill=\"none\" stroke=\""
              + INK
              + "\" stroke-width=\"3.4\" stroke-linecap=\"round\"/>",
          "<path d=\"M34 44h12a6 6 0 0 1-12 0zM54 44h12a6 6 0 0 1-12 0z\" fill=\""
              + INK
              + "\" stroke=\""
              + INK
              + "\" stroke-width=\"2\" stroke-linejoin=\"round\"/>",
          "<circle cx=\"40\" cy=\"46\" r=\"4.4\" fill=\""
              + INK
              + "\"/><path d=\"M54 47h12\" stroke=\""
              + INK
              + "\" stroke-width=\"3.6\" stroke-linecap=\"round\"/>",
          "<circle cx=\"50\" cy=\"43\" r=\"11\" fill=\"#ffffff\"/><circle cx=\"50\" cy=\"44\""
              + " r=\"5.4\" fill=\""
              + INK
              + "\"/><circle cx=\"52\" cy=\"42\" r=\"1.7\" fill=\"#ffffff\"/>",
          "<circle cx=\"39\" cy=\"46\" r=\"4\" fill=\""
              + INK
              + "\"/><circle cx=\"61\" cy=\"46\" r=\"4\" fill=\""
              + INK
              + "\"/><g fill=\"#ffffff\" fill-opacity=\".35\" stroke=\""
              + INK
              + "\" stroke-width=\"2.6\"><circle cx=\"39\" cy=\"46\" r=\"9\"/><circle cx=\"61\""
              + " cy=\"46\" r=\"9\"/><path d=\"M48 45q2-2 4 0\" fill=\"none\"/></g>",
          "<circle cx=\"39\" cy=\"46\" r=\"4\" fill=\""
              + INK
              + "\"/><circle cx=\"61\" cy=\"46\" r=\"4\" fill=\""
              + INK
              + "\"/><circle cx=\"61\" cy=\"46\" r=\"9.5\" fill=\"#ffffff\" fill-opacity=\".4\""
              + " stroke=\"#c9932b\" stroke-width=\"2.6\"/><path d=\"M66 55q4 12 1 22\""
              + " fill=\"none\" stroke=\"#c9932b\" stroke-width=\"1.6\"/>");

  private static final List<String> MOUTHS =
      List.of(
          "<path d=\"M41 60q9 8 18 0\" fill=\"none\" stroke=\""
              + INK
              + "\" stroke-width=\"3.2\" stroke-linecap=\"round\"/>",
          "<path d=\"M38 58h24a12 12 0 0 1-24 0z\" fill=\""
              + INK
              + "\"/><path d=\"M43 67a8 8 0 0 1 14 0a12 12 0 0 1-14 0z\" fill=\"#f0647c\"/>",
          "<path d=\"M38 59h24q0 9-12 9t-12-9z\" fill=\"#ffffff\" stroke=\""
              + INK
              + "\" stroke-width=\"2.6\" stroke-linejoin=\"round\"/><path d=\"M46 59v8M54 59v8\""
              + " stroke=\""
              + INK
              + "\" stroke-width=\"1.4\"/>",
          "<ellipse cx=\"50\" cy=\"63\" rx=\"5\" ry=\"6\" fill=\"" + INK + "\"/>",
          "<path d=\"M42 63q8 2 16-5\" fill=\"none\" stroke=\""
              + INK
              + "\" stroke-width=\"3.2\" stroke-linecap=\"round\"/>",
          "<path d=\"M42 58l8-5 8 5-8 8z\" fill=\"#f2a51e\" stroke=\"#b8740a\" stroke-width=\"1.8\""
              + " stroke-linejoin=\"round\"/>",
          "<ellipse cx=\"50\" cy=\"60\" rx=\"14\" ry=\"10\" fill=\"#ffffff\""
              + " opacity=\".6\"/><ellipse cx=\"50\" cy=\"55.5\" rx=\"5\" ry=\"3.6\" fill=\""
              + INK
              + "\"/><path d=\"M50 59v3m-7 0q3.500 4 7 0q3.500 4 7 0\" fill=\"none\" stroke=\""
              + INK
              + "\" stroke-width=\"2.4\" stroke-linecap=\"round\"/>",
          "<path d=\"M50 57c-5-5-12-2-14 3-2 4-6 4-8 2 2 8 16 9 22 2 6 7 20 6 22-2-2 2-6"
              + " 2-8-2-2-5-9-8-14-3z\" fill=\""
              + INK
              + "\"/><path d=\"M46 69q4 2.500 8 0\" fill=\"none\" stroke=\""
              + INK
              + "\" stroke-width=\"2.4\" stroke-linecap=\"round\"/>",
          "<path d=\"M41 59q9 6 18 0\" fill=\"none\" stroke=\""
              + INK
              + "\" stroke-width=\"3\" stroke-linecap=\"round\"/><path d=\"M46 62v3h4v-3zM50"
              + " 62v3h4v-3z\" fill=\"#ffffff\" stroke=\""
              + INK
              + "\" stroke-width=\"1.2\"/>");

  private static final List<String> HATS =
      List.of(
          "",
          "",
          "<path d=\"M34 24l3-22h26l3 22z\" fill=\""
              + INK
              + "\"/><rect x=\"24\" y=\"21\" width=\"52\" height=\"6\" rx=\"3\" fill=\""
              + INK
              + "\"/><path d=\"M35 15h30l.6 6H34.300z\" fill=\"%\"/>",
          "<path d=\"M32 25C30 6 70 6 68 25z\" fill=\"%\"/><rect x=\"22\" y=\"22\" width=\"56\""
              + " height=\"6\" rx=\"3\" fill=\"%\"/><path d=\"M31 19h38v4H31z\" fill=\"#000000\""
              + " opacity=\".4\"/>",
          "<path d=\"M50-2L66 26q-16 5-32 0z\" fill=\"%\"/><path d=\"M44 10l14 4 3 5-19-5zM39 19l26"
              + " 5 1 2q-7 2-14 2l-15-3z\" fill=\"#ffffff\" opacity=\".75\"/><circle cx=\"50\""
              + " cy=\"2\" r=\"5\" fill=\"#f4b93a\"/>",
          "<path d=\"M30 27L27 6l12 9L50 2l11 13 12-9-3 21z\" fill=\"#f4b93a\" stroke=\"#b57f12\""
              + " stroke-width=\"1.8\" stroke-linejoin=\"round\"/><circle cx=\"50\" cy=\"19\""
              + " r=\"3\" fill=\"#cf3a1e\"/><circle cx=\"38\" cy=\"20\" r=\"2.200\""
              + " fill=\"#2a5bc7\"/><circle cx=\"62\" cy=\"20\" r=\"2.200\" fill=\"#2a5bc7\"/>",
          "<path d=\"M28 31C26 4 74 4 72 31z\" fill=\"%\"/><rect x=\"25\" y=\"25\" width=\"50\""
              + " height=\"9\" rx=\"4.500\" fill=\"#fff7e8\"/><circle cx=\"50\" cy=\"7\" r=\"6\""
              + " fill=\"#fff7e8\"/>",
          "<path d=\"M36 26l3-20h22l3 20z\" fill=\"#b3261e\"/><path d=\"M50 6q14 0 15 10\""
              + " fill=\"none\" stroke=\"#f4b93a\" stroke-width=\"2\"/><circle cx=\"65\" cy=\"18\""
              + " r=\"3\" fill=\"#f4b93a\"/>",
          "<g transform=\"translate(68 24)\"><g fill=\"#fff7e8\"><circle cy=\"-7\" r=\"5\"/><circle"
              + " cx=\"6.600\" cy=\"-2\" r=\"5\"/><circle cx=\"4\" cy=\"6\" r=\"5\"/><circle"
              + " cx=\"-4\" cy=\"6\" r=\"5\"/><circle cx=\"-6.600\" cy=\"-2\" r=\"5\"/></g><circle"
              + " r=\"4.200\" fill=\"#f4b93a\"/></g>",
          "<path d=\"M50 21L32 11q-5 10 0 20zM50 21l18-10q5 10 0 20z\" fill=\"%\"/><circle"
              + " cx=\"50\" cy=\"21\" r=\"5\" fill=\"%\"/><circle cx=\"50\" cy=\"21\" r=\"5\""
              + " fill=\"#000000\" opacity=\".25\"/>",
          "<path d=\"M26 27q24-12 48 0l-1 6q-23-10-46 0z\" fill=\"%\"/><path d=\"M62 24Q64 2 80 1q2"
              + " 14-12 25z\" fill=\"#fff7e8\"/><path d=\"M65 25Q70 10 78 4\" stroke=\"#c9b68c\""
              + " stroke-width=\"1.400\" fill=\"none\"/>",
          "<path d=\"M36 25c-4-6 2-10 2-16 5 3 4 8 6 9 1-8 5-10 6-17 6 6 4 12 5 16 2-2 3-5 6-7 1 6"
              + " 6 9 2 16z\" fill=\"#\"/><path d=\"M36 25c-4-6 2-10 2-16 5 3 4 8 6 9 1-8 5-10 6-17"
              + " 6 6 4 12 5 16 2-2 3-5 6-7 1 6 6 9 2 16z\" fill=\"#000000\" opacity=\".25\"/>");

  private static final List<String> COLLARS =
      List.of(
          "",
          "<path d=\"M50 83l-13-7v15zM50 83l13-7v15z\" fill=\"@\"/><circle cx=\"50\" cy=\"83\""
              + " r=\"4\" fill=\"@\"/><circle cx=\"50\" cy=\"83\" r=\"4\" fill=\"#000000\""
              + " opacity=\".2\"/>",
          "<path d=\"M27 80q23 13 46 0l2 7q-25 14-50 0z\" fill=\"@\"/><path d=\"M60 86l6 14h-10z\""
              + " fill=\"@\"/>",
          "<g fill=\"#fffdf8\"><circle cx=\"30\" cy=\"80\" r=\"6\"/><circle cx=\"40\" cy=\"83\""
              + " r=\"6\"/><circle cx=\"50\" cy=\"84\" r=\"6\"/><circle cx=\"60\" cy=\"83\""
              + " r=\"6\"/><circle cx=\"70\" cy=\"80\" r=\"6\"/></g>",
          "<path d=\"M36 77l14 23 14-23-6-3-8 12-8-12z\" fill=\"#fffdf8\"/><path d=\"M50 86l-4 4 4"
              + " 10 4-10z\" fill=\"@\"/>",
          "<g fill=\"@\"><circle cx=\"50\" cy=\"86\" r=\"2.600\"/><circle cx=\"50\" cy=\"95\""
              + " r=\"2.600\"/></g>");

  private Avatar() {}

  /** A seed for somebody who has not chosen yet, and for the next throw of the dice. */
  public static String randomSeed() {
    return Long.toString(RANDOM.nextLong() & Long.MAX_VALUE, 36);
  }

  /** Where the picture is, drawn or uploaded. */
  public static String address(String seed) {
    if (PictureId.is(seed)) {
      return "/picture/" + seed + ".png";
    }
    return "/avatar/"
        + URLEncoder.encode(seed, StandardCharsets.UTF_8).replace("+", "%20")
        + ".svg";
  }

  /** The picture, 100 by 100 without a fixed size. */
  public static String draw(String seed) {
    Draw draw = new Draw(seed);
    String wall = draw.of(WALLS);
    String fur = unlike(wall, FURS, draw);
    String clothes = unlike(wall, CLOTHES, draw);
    String accent = unlike(clothes, CLOTHES, draw);
    String pattern = draw.of(PATTERNS).replace("@", "#ffffff");
    String head = draw.of(HEADS);
    int ears = draw.below(EARS.size());
    String eyes = draw.of(EYES);
    String mouth = draw.of(MOUTHS);
    int hat = draw.below(HATS.size());
    String collar = draw.of(COLLARS);
    boolean cheeks = draw.below(2) == 0;
    // A tall hat on long ears or horns would be a tangle: the one who wears such ears wears a
    // flower or nothing.
    String worn = hat > 1 && (ears == 2 || ears == 5) ? HATS.get(8) : HATS.get(hat);

    StringBuilder svg = new StringBuilder(3000);
    svg.append(
            "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 100 100\"><rect width=\"100\""
                + " height=\"100\" fill=\"")
        .append(wall)
        .append("\"/>");
    svg.append("<g opacity=\".28\">").append(pattern).append("</g>");
    svg.append("<path d=\"M10 100c2-20 20-27 40-27s38 7 40 27z\" fill=\"")
        .append(clothes)
        .append("\"/>");
    svg.append(EARS.get(ears).replace("\"#\"", quoted(fur)));
    svg.append("<path d=\"M40 70h20v8q-10 6-20 0z\" fill=\"")
        .append(fur)
        .append("\"/><path d=\"M40 74h20v4q-10 6-20 0z\" fill=\"#000000\" opacity=\".16\"/>");
    svg.append(collar.replace("\"@\"", quoted(accent)));
    svg.append(head.replace("\"#\"", quoted(fur)));
    if (cheeks) {
      svg.append(
          "<g fill=\"#e8475f\" opacity=\".32\"><circle cx=\"33\" cy=\"57\" r=\"4.800\"/><circle"
              + " cx=\"67\" cy=\"57\" r=\"4.800\"/></g>");
    }
    svg.append(mouth).append(eyes);
    svg.append(worn.replace("\"%\"", quoted(accent)).replace("\"#\"", quoted(fur)));
    return svg.append("</svg>").toString();
  }

  private static String quoted(String colour) {
    return '"' + colour + '"';
  }

  /**
   * A colour that stands out from another one by its lightness, so that it does so for everybody.
   */
  private static String unlike(String other, List<String> colours, Draw draw) {
    String first = draw.of(colours);
    int at = colours.indexOf(first);
    for (int i = 0; i < colours.size(); i++) {
      String colour = colours.get((at + i) % colours.size());
      if (Math.abs(lightness(colour) - lightness(other)) > 42) {
        return colour;
      }
    }
    return first;
  }

  private static double lightness(String hex) {
    int rgb = Integer.parseInt(hex, 1, hex.length(), 16);
    return 0.299 * (rgb >> 16) + 0.587 * (rgb >> 8 & 0xff) + 0.114 * (rgb & 0xff);
  }
}
