package io.modelkeep.http.internal.json;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.databind.json.JsonMapper;
import org.jspecify.annotations.Nullable;

/**
 * The JSON mapper of one client, created on first use, because databind takes longer to load than everything else.
 * Thread-safe.
 */
public final class LazyMapper {

    private final JsonFactory factory;
    private volatile @Nullable JsonMapper mapper;

    public LazyMapper(JsonFactory factory) {
        this.factory = factory;
    }

    /**
     * Returns the mapper. Threads that call this method first at the same time may each get a separate, equivalent
     * mapper.
     */
    public JsonMapper get() {
        JsonMapper made = mapper;
        if (made == null) {
            made = StrictJson.mapper(factory);
            mapper = made;
        }
        return made;
    }
}
