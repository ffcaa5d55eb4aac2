package io.modelkeep.errors;

import io.modelkeep.spi.SafeText;
import java.io.Serial;
import java.util.List;
import java.util.Map;

/**
 * The configuration cannot be used. The exception lists all problems at once. Nothing was sent. Correct the listed
 * settings.
 */
public final class ConfigurationException extends StoreException {

    @Serial
    private static final long serialVersionUID = 1;

    private static final int MAX_PROBLEM = 1024;

    /** Holds a list created by {@code Stream.toList}, which is serializable. */
    @SuppressWarnings("serial")
    private final List<String> problems;

    /**
     * Creates an exception for these problems. Each problem names its key and the remedy, and never the value of a
     * secret.
     */
    public ConfigurationException(List<String> problems) {
        super(ErrorDetails.of("configuration: " + String.join("; ", problems)), null);
        this.problems = problems.stream()
                .map(problem -> SafeText.of(problem, MAX_PROBLEM))
                .toList();
    }

    /** Returns the problems, each as one line of text. */
    public List<String> problems() {
        return problems;
    }

    @Override
    void addTo(Map<String, Object> map) {
        map.put("problems", problems);
    }
}
