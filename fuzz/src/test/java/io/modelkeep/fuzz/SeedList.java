package io.modelkeep.fuzz;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.lang.reflect.Method;
import java.nio.charset.StandardCharsets;
import java.util.stream.Stream;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.ArgumentsProvider;
import org.junit.jupiter.params.support.ParameterDeclarations;

/**
 * The seeds of a fuzz target, from the resource {@code <class>.<method>.seeds} next to its class. Each line is the name of
 * a seed, a space, and its bytes as ASCII. The escapes are those of Java, and {@code \xNN} for any byte.
 */
public final class SeedList implements ArgumentsProvider {

    @Override
    public Stream<Arguments> provideArguments(ParameterDeclarations parameters, ExtensionContext context)
            throws IOException {
        Class<?> type = context.getRequiredTestClass();
        Method target = context.getRequiredTestMethod();
        String resource = type.getSimpleName() + "." + target.getName() + ".seeds";
        try (InputStream list = type.getResourceAsStream(resource)) {
            if (list == null) {
                throw new IllegalStateException("the seeds are missing: add the resource " + resource);
            }
            return new String(list.readAllBytes(), StandardCharsets.US_ASCII)
                    .lines().map(SeedList::seed).toList().stream();
        }
    }

    private static Arguments seed(String line) {
        String[] parts = line.split(" ", 2);
        return Arguments.of(Named.of(parts[0], parts.length == 1 ? new byte[0] : bytes(parts[1])));
    }

    static byte[] bytes(String text) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        int i = 0;
        while (i < text.length()) {
            char c = text.charAt(i++);
            if (c != '\\') {
                bytes.write(c);
                continue;
            }
            switch (text.charAt(i++)) {
                case '\\' -> bytes.write('\\');
                case 'n' -> bytes.write('\n');
                case 'r' -> bytes.write('\r');
                case 't' -> bytes.write('\t');
                case 'x' -> {
                    bytes.write(Integer.parseInt(text.substring(i, i + 2), 16));
                    i += 2;
                }
                default -> throw new IllegalStateException("unknown escape in a seed: " + text);
            }
        }
        return bytes.toByteArray();
    }
}
