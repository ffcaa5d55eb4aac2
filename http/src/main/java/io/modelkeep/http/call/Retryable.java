package io.modelkeep.http.call;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** Says when a request of this endpoint may be sent again after a failed attempt; required on every Retrofit method. */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.METHOD)
public @interface Retryable {

    /** The rule. */
    When value();

    /** When a request may be sent again. */
    enum When {
        /** A read, or a deletion by an id that never comes to mean something else: repeating does no harm. */
        ALWAYS,
        /** Only after an attempt that certainly had no effect; what may have been carried out is settled by a read first. */
        IF_NOT_APPLIED,
        /** Never: a second one could make a second thing. */
        NEVER
    }
}
