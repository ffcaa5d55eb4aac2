package io.modelkeep.errors;

import io.modelkeep.spi.SafeText;
import java.io.Serial;
import java.util.List;
import java.util.Map;

/** The configuration cannot be used: all problems are told at once; correct them, nothing was sent. */
public final class ConfigurationException extends StoreException {

    @Serial
    private static final long serialVersionUID = 1;

    private static final int MAX_PROBLEM = 1024;

    /** Made by {@code Stream.toList}, which is serialisable. */
    @SuppressWarnings("serial")
    private final List<String> problems;

    /** Problems, each naming its key and the remedy, and never the value of a secret. */
    public ConfigurationException(List<String> problems) {
        super(ErrorDetails.of("configuration: " + String.join("; ", problems)), null);
        this.problems = problems.stream()
                .map(problem -> SafeText.of(problem, MAX_PROBLEM))
                .toList();
    }

    /** Each problem on its own, on one line. */
    public List<String> problems() {
        return problems;
    }

    @Override
    void addTo(Map<String, Object> map) {
        map.put("problems", problems);
    }
}
