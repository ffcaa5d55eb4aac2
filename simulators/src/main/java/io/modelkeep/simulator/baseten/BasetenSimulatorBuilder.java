package io.modelkeep.simulator.baseten;

import io.modelkeep.simulator.SimulatorBuilder;
import io.modelkeep.simulator.internal.LocalServer;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/** The builder of a {@link BasetenSimulator}. Not thread-safe; one builder can start several simulators. */
public final class BasetenSimulatorBuilder extends SimulatorBuilder<BasetenSimulatorBuilder> {
    private static final Set<Integer> REFUSALS = Set.of(400, 409, 412, 422);

    private boolean bearerAccepted = true;
    private boolean newerFields = true;
    private int refusalStatus = 400;
    private UnknownRun unknownRun = UnknownRun.NOT_FOUND;
    private final Set<BasetenQuirk> quirks = EnumSet.noneOf(BasetenQuirk.class);

    BasetenSimulatorBuilder() {}

    @Override
    protected BasetenSimulatorBuilder self() {
        return this;
    }

    /** Returns a random key in the format of Baseten keys: a prefix, a point and a secret. */
    @Override
    protected String randomKey() {
        return super.randomKey().substring(0, 8) + "." + super.randomKey();
    }

    /** Refuses {@code Authorization: Bearer}, as older servers did. {@code Api-Key} is always accepted. */
    public BasetenSimulatorBuilder withoutBearer() {
        this.bearerAccepted = false;
        return this;
    }

    /** Omits the fields that older documents lack, such as {@code target}, although some of them are required. */
    public BasetenSimulatorBuilder withoutNewerFields() {
        this.newerFields = false;
        return this;
    }

    /**
     * Sets the status for a deletion that the state forbids. The default is 400.
     *
     * @throws IllegalArgumentException unless the status is 400, 409, 412 or 422
     */
    public BasetenSimulatorBuilder refusalStatus(int refusalStatus) {
        if (!REFUSALS.contains(refusalStatus)) {
            throw new IllegalArgumentException("not one of " + REFUSALS + ": " + refusalStatus);
        }
        this.refusalStatus = refusalStatus;
        return this;
    }

    /**
     * Sets the answer to listing the checkpoints of an unknown Loops run. The default is {@link
     * UnknownRun#NOT_FOUND}.
     */
    public BasetenSimulatorBuilder unknownRun(UnknownRun unknownRun) {
        this.unknownRun = unknownRun;
        return this;
    }

    /** Adds deviations from the documents. By default, the answers follow the documents. */
    public BasetenSimulatorBuilder quirks(BasetenQuirk... quirks) {
        this.quirks.addAll(List.of(quirks));
        return this;
    }

    /**
     * Answers 429 to requests beyond this number for one route in a time window.
     *
     * <p>Only the body states the time to wait, as the service documents it. A window opens with the first request
     * after the previous window. Requests for files do not count. By default there is no limit.
     *
     * @throws IllegalArgumentException if the number or the window is not positive
     */
    @Override
    public BasetenSimulatorBuilder rateLimit(int requests, Duration window) {
        return super.rateLimit(requests, window);
    }

    /** Starts a simulator. Files are always served from a free port. */
    @Override
    public BasetenSimulator start() {
        BasetenOptions options = new BasetenOptions(
                apiKey(), bearerAccepted, newerFields, refusalStatus, unknownRun, Set.copyOf(quirks), rateLimit());
        BasetenState state = BasetenState.of(options);
        LocalServer storage = LocalServer.start(state.storage(), 0);
        try {
            BasetenRequests service = state.service(options, "http://127.0.0.1:" + storage.port());
            return new BasetenSimulator(state, LocalServer.start(service, port()), storage, options.apiKey());
        } catch (RuntimeException e) {
            storage.close();
            throw e;
        }
    }
}
