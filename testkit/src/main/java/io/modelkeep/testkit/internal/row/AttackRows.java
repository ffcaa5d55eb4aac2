package io.modelkeep.testkit.internal.row;

import static io.modelkeep.DeleteOutcome.DELETED;
import static io.modelkeep.DeleteOutcome.FAILED;
import static io.modelkeep.DeleteOutcome.REFUSED;
import static io.modelkeep.DeleteOutcome.UNKNOWN;
import static org.assertj.core.api.Assertions.assertThat;

import io.modelkeep.errors.InvalidRequestException;
import io.modelkeep.errors.MalformedResponseException;
import io.modelkeep.errors.OutcomeUnknownException;
import io.modelkeep.errors.RateLimitedException;
import io.modelkeep.testkit.fixture.Fault;
import io.modelkeep.testkit.internal.fault.ExpectedResult;
import io.modelkeep.testkit.internal.fault.FaultRow;
import io.modelkeep.testkit.internal.network.TrapServer;
import io.modelkeep.testkit.internal.support.CallResult;
import io.modelkeep.testkit.internal.support.Clause;
import io.modelkeep.testkit.internal.support.HostileText;
import io.modelkeep.testkit.internal.support.PrintedOutput;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** The attack rows of the fault matrix, with separate ids: a service, a network or a jar that is malicious. */
public final class AttackRows {

    private static final String JSON = "application/json";
    private static final Duration MAX_DELAY = Duration.ofSeconds(60);

    /** Line breaks, terminal control sequences of both sets, and all characters that change the text direction. */
    private static final String FORGED =
            "one\u001b[2J\u009b31m\u0007\u0085two\u2028\u2029\u200e\u202a\u202e\u2066\u061c"
                    + "\ud800\udb40\udc41\ufeff" + "x".repeat(2000);

    private AttackRows() {}

    public static List<Clause> all() {
        List<Clause> clauses = new ArrayList<>();
        Stream.of(redirects(), List.of(words()), waits(), HostileJsonRows.all())
                .flatMap(List::stream)
                .forEach(row -> clauses.addAll(row.clauses()));
        clauses.addAll(SecretLeakCases.all());
        clauses.addAll(IdRows.all());
        clauses.addAll(OpeningRows.all());
        clauses.addAll(ProxyRows.all());
        return clauses;
    }

    private static List<FaultRow> redirects() {
        List<FaultRow> rows = new ArrayList<>();
        rows.add(redirected("S1", "a redirect to another scheme or host", "https", 307, (context, operation) -> {
            TrapServer elsewhere = TrapServer.open();
            URI target = URI.create("https:" + elsewhere.uri().getSchemeSpecificPart());
            context.wire().inject(operation, Fault.redirect(307, target));
            return elsewhere;
        }));
        rows.add(redirected("S1", "a redirect to another scheme or host", "a host alone", 301, (context, operation) -> {
            TrapServer elsewhere = TrapServer.open();
            URI target = URI.create(elsewhere.uri().getSchemeSpecificPart());
            context.wire().inject(operation, Fault.redirect(301, target));
            return elsewhere;
        }));
        for (int status : new int[] {301, 302, 303, 307, 308}) {
            rows.add(redirected("S2", "a redirect within the server", "", status, (context, operation) -> {
                context.wire().inject(operation, Fault.redirect(status, URI.create("/led-here")));
                return () -> assertThat(context.requests())
                        .as("requests to the redirect target")
                        .noneMatch(request -> request.path().contains("led-here"));
            }));
        }
        return rows;
    }

    private static FaultRow redirected(String id, String about, String form, int status, FaultRow.Play play) {
        return FaultRow.of(id, about, form.isEmpty() ? "" + status : status + ", " + form, play)
                .reads(ExpectedResult.error(MalformedResponseException.class))
                .deletes(ExpectedResult.outcome(FAILED, UNKNOWN).because(MalformedResponseException.class))
                .creates(ExpectedResult.error(MalformedResponseException.class, OutcomeUnknownException.class));
    }

    private static FaultRow words() {
        Fault fault = Fault.answer(400, JSON, HostileText.errorBody(FORGED))
                .header("X-Request-Id", FORGED.replace("\ud800", ""))
                .header("Retry-After", "\u001b[31m");
        return FaultRow.of("S13", "text and headers that forge log lines", fault)
                .reads(ExpectedResult.error(InvalidRequestException.class).and(AttackRows::forgesNothing))
                .deletes(ExpectedResult.outcome(REFUSED, FAILED)
                        .because(InvalidRequestException.class)
                        .and(AttackRows::forgesNothing))
                .creates(ExpectedResult.error(InvalidRequestException.class).and(AttackRows::forgesNothing));
    }

    private static void forgesNothing(CallResult ending) {
        PrintedOutput.checkHarmless(ending);
        assertThat(ending.causes())
                .allSatisfy(failure -> assertThat(failure.toMap().toString() + failure.requestId() + failure)
                        .doesNotMatch("(?s).*[\\p{Cc}\\p{Cf}\\p{Cs}\\p{Zl}\\p{Zp}].*"));
    }

    /** Returns rows with damaged waits that a parser may take for a number or a date. See also F15 and F16. */
    private static List<FaultRow> waits() {
        return Stream.of("9".repeat(400), "\u0661\u0660", "Fri, 31 Dec 9999 23:59:59 GMT", "5 \u001b[0m")
                .map(AttackRows::waiting)
                .toList();
    }

    private static FaultRow waiting(String wait) {
        FaultRow.Play play = (context, operation) -> {
            context.wire().inject(operation, Fault.status(429).header("Retry-After", wait));
            return () -> assertThat(context.time().sleeps())
                    .allSatisfy(slept -> assertThat(slept).isBetween(Duration.ZERO, MAX_DELAY));
        };
        String form = '"' + (wait.length() > 40 ? "400 digits" : wait.replaceAll("[^ -~]", "?")) + '"';
        return FaultRow.of("S14", "429 with a damaged Retry-After", form, play)
                .reads(ExpectedResult.answer().own(2, 2), ExpectedResult.error(RateLimitedException.class))
                .deletes(
                        ExpectedResult.outcome(DELETED).own(2, 2),
                        ExpectedResult.outcome(FAILED).because(RateLimitedException.class))
                .creates(ExpectedResult.answer().own(2, 2), ExpectedResult.error(RateLimitedException.class));
    }
}
