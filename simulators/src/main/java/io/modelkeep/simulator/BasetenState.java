package io.modelkeep.simulator;

/** All that one Baseten simulator remembers. */
record BasetenState(BasetenModels models, BasetenTraining training, BasetenLoops loops, BasetenStorage storage) {

    static BasetenState of(BasetenOptions options) {
        BasetenSequence sequence = new BasetenSequence();
        return new BasetenState(
                new BasetenModels(sequence, options.refusalStatus()),
                new BasetenTraining(sequence),
                new BasetenLoops(sequence, options.refusalStatus()),
                new BasetenStorage(sequence));
    }

    /** The service on this state, whose files lie at that origin. */
    BasetenService service(BasetenOptions options, String storageOrigin) {
        BasetenFilePages files = new BasetenFilePages(storage, storageOrigin);
        return new BasetenService(
                options,
                new BasetenModelAnswers(models, options.newerFields()),
                new BasetenTrainingAnswers(training, files, options.newerFields()),
                new BasetenLoopsAnswers(loops, models, files, options));
    }
}
