package io.modelkeep.http.call;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * A rule that states when a request of an endpoint may be sent again after a failed attempt. Every Retrofit method must
 * have this annotation.
 */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.METHOD)
public @interface Retryable {

    /** Returns the rule. */
    When value();

    /**
     * The conditions under which {@link io.modelkeep.http.ServiceClient#send} sends a request again. All of them apply
     * only to failures that may pass, and within {@code max-attempts}, {@code call-timeout} and the retry budget.
     */
    enum When {
        /** Always: a read, or a deletion by an id that never denotes anything else later. A retry does no harm. */
        ALWAYS,
        /**
         * Only after an attempt that certainly had no effect. An attempt that may have been carried out is settled by a
         * read first.
         */
        IF_NOT_APPLIED,
        /** Never: a second request could create a second object. */
        NEVER
    }
}
