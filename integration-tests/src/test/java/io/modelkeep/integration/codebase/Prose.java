package io.modelkeep.integration.codebase;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The checker of the prose in main code and documentation, as far as a machine can see it: the first word of a Javadoc comment,
 * words of a private dialect, sentences that are long or name no subject. CONTRIBUTING.md has the rules.
 */
final class Prose {

    private static final int MAX_WORDS = 25;

    /** Rule 4: words of a private dialect. */
    private static final Pattern BANNED = Pattern.compile(
            "\\b(?:tells?|told|telling|hears?|heard|hearing|behind|beside|besides|is none|are none|of its own|of their own"
                    + "|meanwhile|lest|reckons?|anew|mends?|mended|mind|minds|hangs? on|goes by|go by|whoever|whosoever|nobody"
                    + "|that which|cannot be had|can be had)\\b",
            Pattern.CASE_INSENSITIVE);

    /** The conjunction, where "because" is meant. */
    private static final Pattern FOR =
            Pattern.compile("[,;] for (?:it|they|that|this|there|he|she|we|what|no|nothing)\\b");

    /** Rule 2: a sentence names its subject. */
    private static final Pattern SUBJECT =
            Pattern.compile("^(?:What|Who|Whoever|Whatever|Nobody)\\b.*[^?]$", Pattern.DOTALL);

    private static final Pattern FENCE = Pattern.compile("(?ms)^ *```.*?^ *```");
    private static final Pattern INLINE_CODE = Pattern.compile("`[^`\n]*`");

    /** The boundary of a sentence in Markdown: punctuation, an empty line, a list item, a heading or a table cell. */
    private static final String MARKDOWN_SENTENCE =
            "(?<=[.!?])\\s+|\\n\\s*\\n|\\n\\s*(?:[-*]|#+|\\d+\\.)\\s+|^\\s*[-*]\\s+|\\|";

    private static final Pattern JAVADOC = Pattern.compile("/\\*\\*(.*?)\\*/", Pattern.DOTALL);
    private static final Pattern COMMENT = Pattern.compile("(?m)//(.*)$");
    private static final Pattern STRING = Pattern.compile("\"((?:[^\"\\\\\\n]|\\\\.)*)\"");
    private static final Pattern TYPE = Pattern.compile(
            "^(?:@[\\w.]+(?:\\([^)]*\\))?\\s*)*(?:(?:public|protected|private|static|final|abstract|sealed|non-sealed|strictfp)\\s+)*(?:class|interface|enum|record|@interface)\\s+\\w+");
    private static final Pattern METHOD = Pattern.compile(
            "^(?:@[\\w.]+(?:\\([^)]*\\))?\\s*)*(?:(?:public|protected|private|static|final|abstract|default|synchronized|native)\\s+)*(?:<[^{;=]*?>\\s+)?[\\w.@<>\\[\\],? ]+?\\s(\\w+)\\s*\\([^;{]*?\\)");
    private static final Pattern CONSTRUCTOR = Pattern.compile(
            "^(?:@[\\w.]+(?:\\([^)]*\\))?\\s*)*(?:(?:public|protected|private)\\s+)?(?:<[^>]*>\\s+)?[A-Z]\\w*[a-z]\\w*\\s*(?:\\(|\\{)");
    private static final Set<String> NO_VERBS = Set.of(
            "This",
            "Its",
            "Always",
            "As",
            "Was",
            "Is",
            "Does",
            "Whether",
            "Others",
            "Has",
            "These",
            "Those",
            "Thus",
            "Less",
            "Unless",
            "Ours",
            "Theirs",
            "Bytes",
            "Words",
            "Items",
            "Values",
            "Requests",
            "Attempts",
            "Pages",
            "Ids",
            "Checkpoints",
            "Versions",
            "Models",
            "Trainings",
            "Settings",
            "Capabilities",
            "Seconds",
            "Names",
            "Files",
            "Lines",
            "Rows",
            "Deletions");

    private Prose() {}

    /** Returns the violations in a Java source or a Markdown document, each with its line. */
    static List<String> check(Path file) throws IOException {
        String text = Files.readString(file);
        return file.toString().endsWith(".md") ? markdown(text) : java(text);
    }

    static List<String> markdown(String text) {
        List<String> problems = new ArrayList<>();
        String prose = FENCE.matcher(text).replaceAll(code -> code.group().replaceAll("[^\n]", ""));
        int number = 0;
        for (String line : prose.split("\n", -1)) {
            number++;
            words(INLINE_CODE.matcher(line).replaceAll("x"), number, problems);
        }
        for (String part : INLINE_CODE.matcher(prose).replaceAll("x").split(MARKDOWN_SENTENCE, -1)) {
            String sentence = part.strip();
            if (SUBJECT.matcher(sentence).find()) {
                problems.add(": no subject is named: " + sentence.replaceAll("\\s+", " "));
            }
        }
        return problems;
    }

    static List<String> java(String text) {
        List<String> problems = new ArrayList<>();
        Matcher doc = JAVADOC.matcher(text);
        while (doc.find()) {
            int line = line(text, doc.start());
            String body = doc.group(1).replaceAll("(?m)^\\s*\\* ?", "").strip();
            prose(body, text.substring(doc.end()).strip(), line, problems);
        }
        Matcher comment =
                COMMENT.matcher(JAVADOC.matcher(text).replaceAll(m -> m.group().replaceAll("[^\n]", " ")));
        while (comment.find()) {
            if (!comment.group().contains("\"")) {
                words(comment.group(1), line(text, comment.start()), problems);
            }
        }
        Matcher string =
                STRING.matcher(JAVADOC.matcher(text).replaceAll(m -> m.group().replaceAll("[^\n]", " ")));
        while (string.find()) {
            if (string.group(1).contains(" ")) {
                words(string.group(1), line(text, string.start()), problems);
            }
        }
        return problems;
    }

    private static void prose(String body, String code, int line, List<String> problems) {
        String plain = body.replaceAll("(?s)<pre>.*?</pre>", "")
                .replaceAll("\\{@(?:code|link|linkplain|value|snippet)\\s+([^}]*)\\}", "x")
                .replaceAll("\\{@inheritDoc\\}", "")
                .replaceAll("&\\w+;", "x");
        words(plain, line, problems);
        String main = plain.split("(?m)^@", 2)[0].strip();
        if (main.isEmpty()) {
            return;
        }
        String first = main.split("(?<=[.])\\s|<p>|<ul>|\\n\\n", 2)[0];
        if (first.contains(";")) {
            problems.add(":" + line + ": semicolon in the first sentence: " + first.replaceAll("\\s+", " "));
        }
        String word = first.split("\\W+", 2)[0];
        boolean type = TYPE.matcher(code).find();
        boolean constructor = !type && CONSTRUCTOR.matcher(code).find();
        boolean method = !type && !constructor && METHOD.matcher(code).lookingAt() && !isField(code);
        if (type && !Set.of("A", "An", "The").contains(word)) {
            problems.add(":" + line + ": a type's Javadoc begins with A, An or The: " + first.replaceAll("\\s+", " "));
        }
        if ((method || constructor) && (!word.matches("[A-Z][a-z]*s") || NO_VERBS.contains(word))) {
            problems.add(":" + line + ": a method's Javadoc begins with a verb (Returns, Lists): "
                    + first.replaceAll("\\s+", " "));
        }
        for (String sentence : plain.replaceAll("<[^>]*>", ". ")
                .replaceAll("(?m)^@\\w+ *(?:<?\\w+>?)?", ". ")
                .split("(?<=[.!?])\\s+|\\n\\s*\\n", -1)) {
            int count = sentence.strip().split("\\s+", -1).length;
            if (count > MAX_WORDS) {
                problems.add(":" + line + ": a sentence of " + count + " words: "
                        + sentence.strip().replaceAll("\\s+", " "));
            }
            if (SUBJECT.matcher(sentence.strip()).find()) {
                problems.add(":" + line + ": no subject is named: "
                        + sentence.strip().replaceAll("\\s+", " "));
            }
        }
    }

    private static boolean isField(String code) {
        String head = code.split("[;{]", 2)[0];
        int equals = head.indexOf('=');
        int bracket = head.indexOf('(');
        return bracket < 0 || (equals >= 0 && equals < bracket && !head.startsWith("@"));
    }

    private static void words(String text, int line, List<String> problems) {
        Matcher banned = BANNED.matcher(text);
        while (banned.find()) {
            problems.add(":" + (line + lines(text, banned.start())) + ": '" + banned.group() + "': "
                    + around(text, banned.start()));
        }
        Matcher because = FOR.matcher(text);
        while (because.find()) {
            problems.add(":" + (line + lines(text, because.start())) + ": 'for' as because: "
                    + around(text, because.start()));
        }
    }

    private static String around(String text, int at) {
        return text.substring(Math.max(0, at - 40), Math.min(text.length(), at + 40))
                .replaceAll("\\s+", " ");
    }

    private static int line(String text, int at) {
        return 1 + lines(text, at);
    }

    private static int lines(String text, int at) {
        return (int) text.substring(0, at).chars().filter(c -> c == '\n').count();
    }
}
