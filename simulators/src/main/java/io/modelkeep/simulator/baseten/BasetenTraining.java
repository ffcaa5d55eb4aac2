package io.modelkeep.simulator.baseten;

import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The training projects of the Baseten simulator, with jobs and checkpoints. Thread-safe; each method is atomic. */
final class BasetenTraining {
    private final BasetenSequence sequence;
    private final Map<String, Project> projects = new LinkedHashMap<>();
    private final Map<String, Job> jobs = new LinkedHashMap<>();

    record Project(String id, String name, Instant createdAt) {}

    /** An immutable state of a job. */
    record Job(String id, Project project, Instant createdAt, String status, List<Checkpoint> checkpoints) {}

    record Checkpoint(String checkpointId, String type, long sizeBytes, Instant createdAt) {}

    BasetenTraining(BasetenSequence sequence) {
        this.sequence = sequence;
    }

    synchronized String addProject(String name) {
        Project project = new Project(sequence.nextId(), name, sequence.nextTime());
        projects.put(project.id(), project);
        return project.id();
    }

    synchronized String addJob(String projectId, String status) {
        Project project = projects.get(projectId);
        if (project == null) {
            throw new IllegalArgumentException("no such training project: " + projectId);
        }
        Job job = new Job(sequence.nextId(), project, sequence.nextTime(), status, List.of());
        jobs.put(job.id(), job);
        return job.id();
    }

    synchronized void addCheckpoint(String jobId, String checkpointId, String type, long sizeBytes) {
        if (checkpointIds(jobId).contains(checkpointId)) {
            throw new IllegalArgumentException("job " + jobId + " has a checkpoint " + checkpointId);
        }
        append(jobId, List.of(new Checkpoint(checkpointId, type, sizeBytes, sequence.nextTime())));
    }

    synchronized List<String> addCheckpoints(String jobId, int count) {
        int before = known(jobId).checkpoints().size();
        List<Checkpoint> added = new ArrayList<>();
        for (int i = 1; i <= count; i++) {
            String name = "checkpoint-" + (before + i);
            added.add(new Checkpoint(name, "lora", 1_000_000L + before + i, sequence.nextTime()));
        }
        append(jobId, added);
        return added.stream().map(Checkpoint::checkpointId).toList();
    }

    private void append(String jobId, List<Checkpoint> added) {
        Job job = known(jobId);
        List<Checkpoint> all = new ArrayList<>(job.checkpoints());
        all.addAll(added);
        jobs.put(jobId, new Job(job.id(), job.project(), job.createdAt(), job.status(), all));
    }

    synchronized List<String> checkpointIds(String jobId) {
        return known(jobId).checkpoints().stream().map(Checkpoint::checkpointId).toList();
    }

    synchronized List<Project> projects() {
        return List.copyOf(projects.values());
    }

    synchronized Project project(String projectId) {
        Project project = projects.get(projectId);
        if (project == null) {
            throw BasetenErrorAnswers.notFound("Training project");
        }
        return project;
    }

    /** Returns all jobs, oldest first. */
    synchronized List<Job> jobs() {
        return List.copyOf(jobs.values());
    }

    synchronized List<Job> jobs(Project project) {
        return jobs.values().stream()
                .filter(job -> job.project().equals(project))
                .toList();
    }

    synchronized Job job(String projectId, String jobId) {
        Project project = project(projectId);
        return Optional.ofNullable(jobs.get(jobId))
                .filter(job -> job.project().equals(project))
                .orElseThrow(() -> BasetenErrorAnswers.notFound("Training job"));
    }

    /** Returns an independent copy of the present state. */
    synchronized BasetenTraining copy() {
        BasetenTraining copy = new BasetenTraining(sequence);
        copy.projects.putAll(projects);
        copy.jobs.putAll(jobs);
        return copy;
    }

    private Job known(String jobId) {
        Job job = jobs.get(jobId);
        if (job == null) {
            throw new IllegalArgumentException("no such training job: " + jobId);
        }
        return job;
    }
}
