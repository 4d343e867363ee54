package dev.parlour.quiz;

import dev.parlour.game.trivia.Question;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.OptionalInt;
import java.util.SequencedMap;
import java.util.stream.Stream;

/**
 * The written questions, by topic. Read and checked as a whole when built, immutable afterwards;
 * any thread may pick. A question stands only once in a whole bank (in each language), so that a
 * mixture never repeats itself.
 */
public final class QuestionBank implements QuestionSource {

  private static final String FOLDER = "bank/";

  /** Topic id, then language, to file; both in the order of the catalogue. */
  private final SequencedMap<String, SequencedMap<String, BankFile>> files = new LinkedHashMap<>();

  private QuestionBank(List<BankFile> read) {
    List<String> problems = new ArrayList<>();
    SequencedMap<String, BankFile> asked = new LinkedHashMap<>();
    for (BankFile file : read) {
      SequencedMap<String, BankFile> languages =
          files.computeIfAbsent(file.topic(), _ -> new LinkedHashMap<>());
      BankFile same = languages.putIfAbsent(file.language(), file);
      if (same != null) {
        problems.add(
            file.name()
                + ": topic '"
                + file.topic()
                + "' is in "
                + same.name()
                + " already; put all its questions into one file.");
        continue;
      }
      for (Question question : file.questions()) {
        BankFile other =
            asked.putIfAbsent(file.language() + ":" + Draft.key(question.text()), file);
        if (other != null) {
          problems.add(
              file.name()
                  + ": “"
                  + question.text()
                  + "” is asked in "
                  + other.name()
                  + " too; delete one of them.");
        }
      }
    }
    if (!problems.isEmpty()) {
      throw new BankFormatException(problems);
    }
  }

  /**
   * The questions that come with Parlour; parsed on first use and kept.
   *
   * @throws BankFormatException if a shipped file breaks the format, which is a fault of the build
   */
  public static QuestionBank shipped() {
    return Shipped.BANK;
  }

  /**
   * The shipped questions together with a folder of one's own. A file there replaces the shipped
   * file of the same topic and language (copy it to edit it) and otherwise adds to the catalogue.
   * Files that do not end in {@code .yaml} or {@code .yml} are left alone, subfolders too.
   *
   * @throws BankFormatException if a file breaks the format, with the problems of all files
   * @throws UncheckedIOException if the folder or a file in it cannot be read
   */
  public static QuestionBank shippedAnd(Path folder) {
    SequencedMap<String, BankFile> files = new LinkedHashMap<>();
    Stream.concat(Shipped.FILES.stream(), folder(folder).stream())
        .forEach(file -> files.put(file.topic() + "." + file.language(), file));
    return new QuestionBank(List.copyOf(files.values()));
  }

  /**
   * Only the questions of a folder.
   *
   * @throws BankFormatException if a file breaks the format, with the problems of all files
   * @throws UncheckedIOException if the folder or a file in it cannot be read
   */
  public static QuestionBank of(Path folder) {
    return new QuestionBank(folder(folder));
  }

  /** A bank of files that are read already. */
  static QuestionBank of(List<BankFile> files) {
    return new QuestionBank(files);
  }

  @Override
  public List<Topic> topics() {
    return files.values().stream().map(QuestionBank::topic).toList();
  }

  @Override
  public Selection pick(QuestionRequest request) {
    SequencedMap<String, BankFile> languages = files.get(request.topic());
    if (languages == null) {
      return Selection.unknownTopic(request.topic());
    }
    List<Question> questions = inLanguage(languages, request.language()).questions();
    if (questions.size() < request.count()) {
      return Selection.tooFew(request.topic(), request.count(), questions.size());
    }
    return new Selection.Picked(
        new Dice(request.seed()).shuffled(questions).subList(0, request.count()));
  }

  /** All files, for checks over the whole bank. */
  List<BankFile> files() {
    return files.values().stream().flatMap(languages -> languages.values().stream()).toList();
  }

  private static BankFile inLanguage(SequencedMap<String, BankFile> languages, String wished) {
    BankFile file = languages.get(wished);
    if (file == null) {
      file = languages.get("en");
    }
    return file == null ? languages.firstEntry().getValue() : file;
  }

  private static Topic topic(SequencedMap<String, BankFile> languages) {
    BankFile first = inLanguage(languages, "en");
    List<String> tags = new ArrayList<>(languages.keySet());
    tags.remove(first.language());
    tags.addFirst(first.language());
    int least =
        languages.values().stream().mapToInt(file -> file.questions().size()).min().orElseThrow();
    return new Topic(
        first.topic(),
        first.titleEn(),
        first.titleDe(),
        OptionalInt.of(least),
        first.emoji(),
        tags);
  }

  private static List<BankFile> folder(Path folder) {
    try (Stream<Path> entries = Files.list(folder)) {
      List<Path> paths =
          entries
              .filter(path -> path.getFileName().toString().matches(".+\\.ya?ml"))
              .filter(Files::isRegularFile)
              .sorted()
              .toList();
      SequencedMap<String, byte[]> contents = new LinkedHashMap<>();
      for (Path path : paths) {
        contents.put(path.getFileName().toString(), Files.readAllBytes(path));
      }
      return read(contents);
    } catch (IOException e) {
      throw new UncheckedIOException("the question folder " + folder + " cannot be read", e);
    }
  }

  private static List<BankFile> read(SequencedMap<String, byte[]> contents) {
    List<BankFile> files = new ArrayList<>();
    List<String> problems = new ArrayList<>();
    contents.forEach(
        (name, bytes) -> {
          try {
            // A new decoder refuses malformed bytes; String would replace them and show garbage to
            // a room.
            files.add(
                BankReader.read(
                    name,
                    StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString()));
          } catch (CharacterCodingException e) {
            problems.add(name + ": the file is not in UTF-8; save it in that encoding.");
          } catch (BankFormatException e) {
            problems.addAll(e.problems());
          }
        });
    if (!problems.isEmpty()) {
      throw new BankFormatException(problems);
    }
    return files;
  }

  /** Parsed by the class loader's lock, so once and only when somebody asks. */
  private static final class Shipped {
    static final List<BankFile> FILES = files();
    static final QuestionBank BANK = new QuestionBank(FILES);

    /**
     * A class path cannot be listed everywhere (a packed WAR, for one), so an index names the
     * files; a test holds it complete.
     */
    private static List<BankFile> files() {
      SequencedMap<String, byte[]> contents = new LinkedHashMap<>();
      new String(bytes("index.txt"), StandardCharsets.UTF_8)
          .lines()
          .map(String::strip)
          .filter(line -> !line.isEmpty() && !line.startsWith("#"))
          .forEach(name -> contents.put(name, bytes(name)));
      return read(contents);
    }

    private static byte[] bytes(String name) {
      try (InputStream in = QuestionBank.class.getResourceAsStream(FOLDER + name)) {
        if (in == null) {
          throw new IllegalStateException("the resource " + FOLDER + name + " is missing");
        }
        return in.readAllBytes();
      } catch (IOException e) {
        throw new UncheckedIOException("the resource " + FOLDER + name + " cannot be read", e);
      }
    }
  }
}
