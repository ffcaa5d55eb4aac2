package io.modelkeep.weave;

import io.modelkeep.MalformedResponseException;
import io.modelkeep.NotFoundException;
import io.modelkeep.Page;
import io.modelkeep.PageRequest;
import io.modelkeep.http.CallContext;

/** Reads the newest version of an object, and with it what kind of object it is: one request. */
final class NewestVersion {

    private NewestVersion() {}

    /**
     * The newest version of a model.
     *
     * @throws NotFoundException there is no such object, or it is no model
     */
    static ObjectRow ofModel(ObjectPages pages, String model, CallContext context) {
        Page<ObjectRow> newest = pages.read(ObjectOrder.latest(model), PageRequest.first(), 1, context);
        if (newest.nextToken().isPresent()) {
            throw new MalformedResponseException(WeaveService.about(
                    context.operation(), context.subject(), "more than one version is said to be the newest"));
        }
        return newest.items().stream()
                .filter(ObjectRow::isModel)
                .findFirst()
                .orElseThrow(() -> newest.items().isEmpty()
                        ? missing(context)
                        : noModel(newest.items().get(0), context));
    }

    static NotFoundException missing(CallContext context) {
        return notFound("there is no model of this id", context);
    }

    private static NotFoundException noModel(ObjectRow row, CallContext context) {
        return notFound("what has this id is no model (" + row.what() + ")", context);
    }

    private static NotFoundException notFound(String problem, CallContext context) {
        return new NotFoundException(WeaveService.about(context.operation(), context.subject(), problem));
    }
}
