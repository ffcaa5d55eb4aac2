package io.modelkeep.wandb.training.internal.api;

import io.modelkeep.CheckpointId;
import io.modelkeep.Id;
import io.modelkeep.Operation;
import io.modelkeep.errors.ErrorDetails;
import io.modelkeep.errors.InvalidRequestException;
import io.modelkeep.spi.SafeText;
import io.modelkeep.wandb.training.WandbTrainingProvider;
import java.math.BigInteger;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The ids that this service accepts: the uuid of a model, and the step of a checkpoint as a canonical decimal number.
 */
public final class WandbTrainingIds {

    /**
     * The pattern of model ids. The published path parameter is any string. The pattern accepts uuids, but not ids of
     * other providers that contain a colon.
     */
    private static final Pattern MODEL = Pattern.compile("[A-Za-z0-9_-]{1,256}");

    private static final Pattern STEP = Pattern.compile("0|[1-9][0-9]{0,18}");

    private WandbTrainingIds() {}

    public static String model(@Nullable Id id, Operation operation) {
        if (id == null || !MODEL.matcher(id.value()).matches()) {
            throw refused(
                    operation, shown(id) + " is not a W&B Training model id; give the uuid that creating it returned");
        }
        return id.value();
    }

    /** Returns the distinct steps in the requested order, each with its id. */
    public static Map<Long, CheckpointId> steps(@Nullable Collection<CheckpointId> ids) {
        if (ids == null) {
            throw refused(
                    Operation.DELETE_CHECKPOINTS, "the collection of checkpoint ids is null; an empty one is fine");
        }
        Map<Long, CheckpointId> steps = new LinkedHashMap<>();
        for (CheckpointId id : ids) {
            steps.putIfAbsent(step(id), id);
        }
        return steps;
    }

    private static long step(@Nullable CheckpointId id) {
        if (id == null || !STEP.matcher(id.value()).matches() || isTooLarge(id.value())) {
            throw refused(
                    Operation.DELETE_CHECKPOINTS,
                    shown(id) + " is not a step; give a whole number from 0 to " + Long.MAX_VALUE
                            + " without sign or leading zeros, such as 120");
        }
        return Long.parseLong(id.value());
    }

    private static boolean isTooLarge(String digits) {
        return digits.length() == 19 && new BigInteger(digits).bitLength() > 63;
    }

    private static String shown(@Nullable Id id) {
        return id == null ? "null" : '"' + SafeText.of(id.value(), 64) + '"';
    }

    public static InvalidRequestException refused(Operation operation, String problem) {
        return new InvalidRequestException(
                ErrorDetails.of(problem).provider(WandbTrainingProvider.NAME).operation(operation));
    }
}
