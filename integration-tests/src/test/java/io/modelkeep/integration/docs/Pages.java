package io.modelkeep.integration.docs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** The documents at the root of the project. */
final class Pages {

    /** Tests run in the folder of their module. */
    private static final Path ROOT = Path.of("..").toAbsolutePath().normalize();

    private Pages() {}

    static Path file(String name) {
        return ROOT.resolve(name);
    }

    static String read(String name) throws IOException {
        return Files.readString(file(name));
    }

    /** The text between two lines, both left out. */
    static String between(String text, String first, String last) {
        assertThat(text).contains(first).contains(last);
        int from = text.indexOf(first) + first.length();
        return text.substring(from, text.indexOf(last, from)).strip();
    }

    /**
     * Compares a generated part of a page with the code, or writes it anew where {@code -Dmodelkeep.write=true} asks for
     * that.
     */
    static void holds(String name, String part, String expected) throws IOException {
        String begin = "<!-- generated: " + part + " -->";
        String end = "<!-- end of " + part + " -->";
        String page = read(name);
        if (Boolean.getBoolean("modelkeep.write")) {
            String before = page.substring(0, page.indexOf(begin) + begin.length());
            String after = page.substring(page.indexOf(end));
            Files.writeString(file(name), before + "\n" + expected.strip() + "\n" + after);
            return;
        }
        assertThat(between(page, begin, end)).as(name + ": " + part).isEqualTo(expected.strip());
    }
}
