package io.mtlab.scenario.model;

import io.mtlab.mtproto.machine.Time;
import io.mtlab.scenario.model.Problem.Place;
import io.mtlab.simulator.hint.Nearest;
import io.mtlab.simulator.network.profile.NetworkProfile;
import io.mtlab.simulator.network.stream.Distribution;
import io.mtlab.simulator.network.stream.Recording;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Files beside a scenario: recorded networks, and tables of delays. */
final class NetworkFiles {
  private static final int BYTES_MAX = 16 << 20;

  /** What a value of netem's tables is divided by: NETEM_DIST_SCALE in linux/pkt_sched.h. */
  private static final double DIST_SCALE = 8192;

  private static final List<String> COLUMNS = List.of("time", "delay", "loss", "rate");
  private static final double BITS_PER_BYTE = 8;

  /** Spreadsheets write it before the first column's name. */
  private static final String BYTE_ORDER_MARK = "\ufeff";

  private static final double TIME_NS_MAX = 366.0 * 24 * Time.HOUR;
  private static final double DELAY_NS_MAX = 1.0 * Time.HOUR;

  /** Of one file: who sees that many looks at the file, not at the next ones. */
  private static final int PROBLEMS_MAX = 10;

  private final Place place;
  private final List<Problem> problems;
  private int told;

  /** Files that are named at this place. */
  NetworkFiles(Place place, List<Problem> problems) {
    this.place = place;
    this.problems = problems;
  }

  /**
   * A recorded network: lines of comma-separated values behind a header with {@code time} and any
   * of {@code delay}, {@code loss} and {@code rate}, each value with its unit. Null if anything is
   * wrong with it, which was reported.
   *
   * @param finder says where a file of this name lies
   * @return four numbers for each row, in base units
   */
  @Nullable List<Double> trace(Function<String, Path> finder, String name) {
    Path file = path(finder, name);
    List<String> lines = file == null ? null : lines(file);
    if (file == null || lines == null) {
      return null;
    }
    int before = problems.size();
    List<String> header = null;
    List<Double> rows = new ArrayList<>();
    double last = -1;
    for (int i = 0; i < lines.size(); i++) {
      String line = lines.get(i);
      if (line.isBlank() || line.startsWith("#")) {
        continue;
      }
      if (header == null) {
        header = header(file, i + 1, line);
        continue;
      }
      double[] row = row(file, i + 1, line, header);
      if (row[0] <= last) {
        wrong(file, i + 1, column(line, header.indexOf("time")), "time goes back here");
      }
      last = row[0];
      for (double value : row) {
        rows.add(value);
      }
    }
    if (rows.isEmpty() || rows.size() / COLUMNS.size() > Recording.ROWS_MAX) {
      String many = "a trace has a header and from 1 to " + Recording.ROWS_MAX + " rows";
      problems.add(new Problem(new Place(file.toString(), 1, 1), many));
    }
    return problems.size() > before ? null : rows;
  }

  /**
   * A table of delays in units of the jitter: numbers with white space between them. In a file
   * whose name ends in {@code .dist}, as netem has them, 8192 is one jitter. Null if it is wrong,
   * which was reported.
   *
   * @param finder says where a file of this name lies
   */
  @Nullable List<Double> table(Function<String, Path> finder, String name) {
    Path file = path(finder, name);
    List<String> lines = file == null ? null : lines(file);
    if (file == null || lines == null) {
      return null;
    }
    int before = problems.size();
    double scale = file.toString().endsWith(".dist") ? DIST_SCALE : 1;
    List<Double> numbers = new ArrayList<>();
    for (int i = 0; i < lines.size(); i++) {
      String line = lines.get(i);
      int at = 0;
      for (String word : line.startsWith("#") ? new String[0] : line.split("\\s+", -1)) {
        at = line.indexOf(word, at);
        if (!word.isEmpty()) {
          number(file, i + 1, at + 1, word, scale, numbers);
        }
        at += word.length();
      }
    }
    if (numbers.isEmpty() || numbers.size() > Distribution.VALUES_MAX) {
      String many = "a table has from 1 to " + Distribution.VALUES_MAX + " numbers";
      problems.add(new Problem(new Place(file.toString(), 1, 1), many));
    }
    return problems.size() > before ? null : numbers;
  }

  private void number(
      Path file, int line, int column, String word, double scale, List<Double> numbers) {
    try {
      numbers.add(Double.parseDouble(word) / scale);
    } catch (NumberFormatException _) {
      wrong(file, line, column, "\"" + word + "\" is not a number");
    }
  }

  private List<String> header(Path file, int number, String line) {
    List<String> names = new ArrayList<>();
    for (String cell : line.split(",", -1)) {
      String name = cell.strip().toLowerCase(Locale.ROOT);
      if (!COLUMNS.contains(name) || names.contains(name)) {
        String what =
            names.contains(name)
                ? "a second column \"" + name + "\""
                : "unknown column \"" + name + "\"" + Nearest.hint(name, COLUMNS);
        wrong(file, number, column(line, names.size()), what);
      }
      names.add(name);
    }
    if (!names.contains("time")) {
      wrong(file, number, 1, "a trace has a column \"time\"");
    }
    return names;
  }

  private double[] row(Path file, int number, String line, List<String> header) {
    double[] row = {0, 0, 0, NetworkProfile.UNLIMITED};
    String[] cells = line.split(",", -1);
    if (cells.length != header.size()) {
      String many = "values: " + cells.length + ", columns: " + header.size();
      wrong(file, number, 1, many);
      return row;
    }
    for (int i = 0; i < cells.length; i++) {
      int column = COLUMNS.indexOf(header.get(i));
      if (column < 0) {
        continue;
      }
      Quantity quantity =
          switch (header.get(i)) {
            case "loss" -> Quantity.PERCENT;
            case "rate" -> Quantity.BANDWIDTH;
            default -> Quantity.DURATION;
          };
      String text = cells[i].strip();
      OptionalDouble value = zero(text) ? OptionalDouble.of(0) : quantity.parse(text);
      double most = most(header.get(i));
      if (value.isEmpty()) {
        wrong(file, number, column(line, i), "\"" + text + "\" is not " + quantity.example());
      } else if (value.getAsDouble() > most) {
        String bound = "the greatest value, " + quantity.format(most);
        wrong(file, number, column(line, i), text + " is above " + bound);
      } else if (quantity != Quantity.BANDWIDTH) {
        row[column] = value.getAsDouble();
      } else if (!text.equals("unlimited")) {
        row[column] = value.getAsDouble() / BITS_PER_BYTE;
      }
    }
    return row;
  }

  private static double most(String column) {
    return switch (column) {
      case "loss" -> 1;
      case "rate" -> Double.POSITIVE_INFINITY;
      case "delay" -> DELAY_NS_MAX;
      default -> TIME_NS_MAX;
    };
  }

  /** Nothing needs no unit. */
  private static boolean zero(String text) {
    return text.equals("0");
  }

  /** Where the n-th cell of a line begins, from 1. */
  private static int column(String line, int index) {
    int at = 0;
    for (int i = 0; i < index; i++) {
      at = line.indexOf(',', at) + 1;
    }
    while (at < line.length() && line.charAt(at) == ' ') {
      at++;
    }
    return at + 1;
  }

  private @Nullable Path path(Function<String, Path> finder, String name) {
    try {
      if (!name.isBlank()) {
        return finder.apply(name);
      }
      problems.add(new Problem(place, "the name of a file is missing"));
    } catch (InvalidPathException e) {
      problems.add(new Problem(place, "\"" + e.getInput() + "\" is no name of a file"));
    }
    return null;
  }

  /** Null if it cannot be read, which was reported. What has no size, as a device, is cut off. */
  private @Nullable List<String> lines(Path file) {
    try (InputStream in = Files.newInputStream(file)) {
      byte[] read = in.readNBytes(BYTES_MAX + 1);
      if (read.length > BYTES_MAX) {
        problems.add(new Problem(place, file + " is longer than " + BYTES_MAX + " bytes"));
        return null;
      }
      String text = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(read)).toString();
      return text.startsWith(BYTE_ORDER_MARK)
          ? text.substring(1).lines().toList()
          : text.lines().toList();
    } catch (CharacterCodingException binary) {
      problems.add(new Problem(place, file + " is no text in UTF-8"));
      return null;
    } catch (IOException unreadable) {
      problems.add(new Problem(place, "no file \"" + file + "\" can be read"));
      return null;
    }
  }

  private void wrong(Path file, int line, int column, String text) {
    told++;
    if (told <= PROBLEMS_MAX) {
      problems.add(new Problem(new Place(file.toString(), line, column), text));
    } else if (told == PROBLEMS_MAX + 1) {
      problems.add(new Problem(new Place(file.toString(), line, column), "and more of this kind"));
    }
  }
}
