package io.modelkeep.testkit.internal.support;

/** A fault that was injected, to be checked after the call. */
public interface InjectedFault {

    /** A fault without anything to check. */
    InjectedFault DONE = () -> {};

    /** Checks the effects that the wire does not show. Called once. */
    void check() throws Exception;

    /** Reports whether the answer had what the fault damages. If it had not, the call must end as without a fault. */
    default boolean spoiled() {
        return true;
    }
}
