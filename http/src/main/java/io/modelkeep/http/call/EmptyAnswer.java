package io.modelkeep.http.call;

/**
 * The body type of a Retrofit method whose success has no body: a 200 with an empty body, or a 204. A 200 with a body is
 * unusable.
 *
 * <p>Any web server can send an empty success. Such an answer therefore proves neither that the base URL leads to the
 * service nor that an item was deleted. A list must settle a deletion with this answer.
 */
public enum EmptyAnswer {
    /** The only value. */
    EMPTY
}
