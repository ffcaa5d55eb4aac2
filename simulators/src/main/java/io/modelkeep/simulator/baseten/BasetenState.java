package io.modelkeep.simulator.baseten;

/** All that one Baseten simulator remembers. */
record BasetenState(BasetenModels models, BasetenTraining training, BasetenLoops loops, BasetenStorage storage) {

    static BasetenState of(BasetenOptions options) {
        BasetenSequence sequence = new BasetenSequence();
        return new BasetenState(
                new BasetenModels(sequence, options),
                new BasetenTraining(sequence),
                new BasetenLoops(sequence, options.refusalStatus()),
                new BasetenStorage(sequence));
    }

    /** This state as it is now, but for the files, which are the same. */
    BasetenState copy() {
        return new BasetenState(models.copy(), training.copy(), loops.copy(), storage);
    }

    /** The service on this state, whose files lie at that origin. */
    BasetenRequests service(BasetenOptions options, String storageOrigin) {
        BasetenFilePages files = new BasetenFilePages(storage, storageOrigin);
        return new BasetenRequests(
                options,
                () -> copy().service(options, storageOrigin),
                new BasetenModelAnswers(models, options),
                new BasetenTrainingAnswers(training, files, options.newerFields()),
                new BasetenLoopsAnswers(loops, models, files, options));
    }
}
