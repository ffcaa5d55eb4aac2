package io.modelkeep.retention.errors;

import java.io.Serial;

/**
 * The refusal of a policy whose metric is missing. No finished item has the metric, or one lacks it and the policy
 * has {@code missing-metric=fail}. Correct the name of the metric, or skip this target until the metric was logged.
 */
public final class MetricMissingException extends RetentionException {

    @Serial
    private static final long serialVersionUID = 1;

    public MetricMissingException(String message) {
        super(message, null);
    }
}
