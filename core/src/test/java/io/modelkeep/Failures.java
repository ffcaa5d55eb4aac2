package io.modelkeep;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** One exception of every type, with everything in it. */
final class Failures {

    static final ErrorDetails DETAILS = ErrorDetails.of("went wrong")
            .provider("fake")
            .operation(Operation.DELETE_CHECKPOINTS)
            .subject("abc123")
            .statusCode(418)
            .requestId("7f")
            .retryAfter(Duration.ofMillis(1500))
            .attempts(2);

    private Failures() {}

    static Stream<StoreException> all() {
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

    static IncompleteDeletionException incomplete() {
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
