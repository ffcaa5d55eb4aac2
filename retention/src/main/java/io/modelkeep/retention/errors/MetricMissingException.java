package io.modelkeep.retention.errors;

import java.io.Serial;

/**
 * No finished item has a metric that the policy names, or one lacks it and the policy says {@code missing-
 * metric=fail}. Correct the name of the metric, or skip this target until the metric was logged.
 */
public final class MetricMissingException extends RetentionException {

    @Serial
    private static final long serialVersionUID = 1;

    public MetricMissingException(String message) {
        super(message, null);
    }
}
