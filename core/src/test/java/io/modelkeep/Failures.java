package io.modelkeep;

import io.modelkeep.errors.AuthenticationException;
import io.modelkeep.errors.CancelledException;
import io.modelkeep.errors.ConfigurationException;
import io.modelkeep.errors.ConflictException;
import io.modelkeep.errors.ErrorDetails;
import io.modelkeep.errors.IncompleteDeletionException;
import io.modelkeep.errors.InvalidRequestException;
import io.modelkeep.errors.ListChangedException;
import io.modelkeep.errors.MalformedResponseException;
import io.modelkeep.errors.NotFoundException;
import io.modelkeep.errors.OutcomeUnknownException;
import io.modelkeep.errors.PermissionDeniedException;
import io.modelkeep.errors.RateLimitedException;
import io.modelkeep.errors.ScopeExceededException;
import io.modelkeep.errors.StoreException;
import io.modelkeep.errors.UnavailableException;
import io.modelkeep.errors.UnsupportedCapabilityException;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** One exception of every type, with everything in it. */
public final class Failures {

    public static final ErrorDetails DETAILS = ErrorDetails.of("went wrong")
            .provider("fake")
            .operation(Operation.DELETE_CHECKPOINTS)
            .subject("abc123")
            .statusCode(418)
            .requestId("7f")
            .retryAfter(Duration.ofMillis(1500))
            .attempts(2);

    private Failures() {}

    public static Stream<StoreException> all() {
        Exception cause = new IOException("reset");
        return Stream.of(
                new AuthenticationException(DETAILS, cause),
                new CancelledException(DETAILS, cause),
                new ConfigurationException(List.of("a is missing", "b is blank")),
                new ConflictException(DETAILS, cause),
                incomplete(),
                new InvalidRequestException(
                        DETAILS,
                        List.of(
                                new InvalidRequestException.FieldError("body.steps.0", "too small"),
                                new InvalidRequestException.FieldError("body", "required"))),
                new ListChangedException(DETAILS, cause),
                new MalformedResponseException(DETAILS, cause),
                new NotFoundException(DETAILS, cause),
                new OutcomeUnknownException(DETAILS, cause),
                new PermissionDeniedException(DETAILS, cause),
                new RateLimitedException(DETAILS, cause),
                new ScopeExceededException(DETAILS, 2, 3),
                new UnavailableException(DETAILS, cause),
                new UnsupportedCapabilityException("fake", Set.of(Capability.VERSION_LIST, Capability.MODEL_CREATE)));
    }

    public static IncompleteDeletionException incomplete() {
        CheckpointId one = new CheckpointId("1");
        CheckpointId two = new CheckpointId("2");
        DeleteReport.Collector<CheckpointId> collector =
                DeleteReport.collect("fake", List.of(one, two, new CheckpointId("3")));
        collector.add(DeleteResult.of(one, DeleteOutcome.DELETED));
        collector.add(DeleteResult.of(two, DeleteOutcome.FAILED, new UnavailableException(DETAILS)));
        collector.stop(new ScopeExceededException(DETAILS, 2, 3));
        return new IncompleteDeletionException(collector.report());
    }
}
