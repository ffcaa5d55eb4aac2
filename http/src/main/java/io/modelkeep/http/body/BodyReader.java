package io.modelkeep.http.body;

import io.modelkeep.http.json.JsonReader;
import java.io.IOException;

/**
 * How one kind of body is read by walking through it, in place of databind: for lists so long that it shows, and for the first
 * request, which databind would delay by the time that its classes take to load.
 *
 * @param type the body, as endpoints return it
 */
public record BodyReader<T>(Class<T> type, Reading<T> reading) {

    /** Reads a body from its first value, and walks over the end of that. */
    @FunctionalInterface
    public interface Reading<T> {

        /**
         * The body.
         *
         * @throws IOException it was cut off, or is damaged
         */
        T read(JsonReader json) throws IOException;
    }
}
