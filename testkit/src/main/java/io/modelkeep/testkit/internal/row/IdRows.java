package io.modelkeep.testkit.internal.row;

import static org.assertj.core.api.Assertions.assertThat;

import io.modelkeep.errors.InvalidRequestException;
import io.modelkeep.errors.StoreException;
import io.modelkeep.testkit.fixture.WireRequest;
import io.modelkeep.testkit.internal.support.Clause;
import io.modelkeep.testkit.internal.support.ContractContext;
import io.modelkeep.testkit.internal.support.IdSamples;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/** The rows S5 and S6: an id is refused, or arrives unchanged in exactly one place of the request. */
final class IdRows {

    private static final long SEED = 20_261_121;
    private static final int CANDIDATES = 2_000;

    /** The number of accepted ids to send. */
    private static final int SENT = 60;

    private static final int FEW = 5;

    private IdRows() {}

    static List<Clause> all() {
        List<Clause> clauses = new ArrayList<>();
        for (IdCall call : IdCall.all()) {
            clauses.add(clause(call, "S5", "an id is refused or arrives unchanged", context -> arrives(context, call)));
            clauses.add(clause(call, "S6", "an empty id is never sent", context -> empty(context, call)));
        }
        return clauses;
    }

    private static Clause clause(IdCall call, String id, String about, Clause.Proof proof) {
        return Clause.of(id, call.name() + ": " + about, proof)
                .needs(call.capability())
                .onTheWire();
    }

    private static void empty(ContractContext context, IdCall place) {
        IdCall.Call call = place.prepared().in(context.fixture());
        for (String empty : List.of("", " ", "   ", "\t", "\n", "\u00a0", "\u200b", ".", "..", "...")) {
            context.refuses('"' + empty + '"', () -> call.with(context.client(), empty));
        }
    }

    private static void arrives(ContractContext context, IdCall place) {
        String good = place.good().apply(context.fixture()).value();
        IdCall.Call call = place.prepared().in(context.fixture());
        // The first call may send additional requests, for example to check the base URL.
        sentBy(context, call, good);
        List<WireRequest> model = sentBy(context, call, good);
        assertThat(model).isNotEmpty();
        int accepted = 0;
        for (String candidate : IdSamples.of(SEED, good, CANDIDATES)) {
            if (accepted == SENT) {
                break;
            }
            String what = "seed %d, id %s".formatted(SEED, shown(candidate));
            List<WireRequest> sent = sentBy(context, call, candidate);
            if (!sent.isEmpty()) {
                accepted++;
                Substitution expected = new Substitution(good, candidate);
                assertThat(sent.stream().map(IdRows::parts).toList())
                        .as(what)
                        .isEqualTo(model.stream()
                                .map(request -> expected.in(parts(request)))
                                .toList());
            }
        }
        assertThat(accepted).as("ids that were accepted").isGreaterThanOrEqualTo(FEW);
        assertThat(context.requests()).as("requests that changed something").noneMatch(WireRequest::changedState);
        assertThat(context.listener().attempted())
                .as("requests reported to the listener")
                .hasSameSizeAs(context.requests());
    }

    /** Returns the requests of a call. Fails unless the call sent a request or was refused by the provider. */
    private static List<WireRequest> sentBy(ContractContext context, IdCall.Call call, String id) {
        int before = context.requests().size();
        boolean refused = false;
        try {
            call.with(context.client(), id);
        } catch (InvalidRequestException said) {
            refused = said.statusCode().isEmpty();
        } catch (StoreException said) {
            // For example, because no item has that id.
        }
        List<WireRequest> all = context.requests();
        List<WireRequest> sent = all.subList(before, all.size());
        assertThat(sent.isEmpty())
                .as("refused: %s, sent: %s, for %s", refused, sent, shown(id))
                .isEqualTo(refused);
        return sent;
    }

    /** Returns the method, the segments of the path, the query and the body, decoded. */
    private static List<String> parts(WireRequest request) {
        Stream<String> path =
                Arrays.stream(request.path().split("/", -1)).map(segment -> decoded(segment.replace("+", "%2B")));
        Stream<String> query = request.query().stream()
                .flatMap(text -> Arrays.stream(text.split("&", -1)))
                .flatMap(pair -> Arrays.stream(pair.split("=", 2)))
                .map(IdRows::decoded);
        return Stream.of(Stream.of(request.method()), path, query, Stream.of(request.body()))
                .flatMap(part -> part)
                .toList();
    }

    private static String decoded(String text) {
        return URLDecoder.decode(text, StandardCharsets.UTF_8);
    }

    private static String shown(String id) {
        StringBuilder text = new StringBuilder();
        id.chars()
                .limit(300)
                .forEach(c -> text.append(c > ' ' && c <= '~' ? "" + (char) c : String.format("\\u%04x", c)));
        return text.toString();
    }

    /** The replacement of one id by another, part by part if ids have several parts. */
    private record Substitution(String good, String other) {

        List<String> in(List<String> parts) {
            if (!good.contains(":")) {
                return parts.stream().map(part -> part.replace(good, other)).toList();
            }
            String[] from = good.split(":", -1);
            String[] to = other.split(":", -1);
            assertThat(to).as("parts of the id %s", shown(other)).hasSameSizeAs(from);
            return parts.stream().map(part -> in(part, from, to)).toList();
        }

        private String in(String part, String[] from, String[] to) {
            int at = Arrays.asList(from).indexOf(part);
            return at < 0 ? part.replace(good, other) : to[at];
        }
    }
}
