using System.Text.Encodings.Web;
using System.Text.Json;

namespace VisEval.Cli.Distribution;

/// <summary>A run as an Indexed Job of Kubernetes: every index is a shard, which a new pod of the same index goes on with.</summary>
internal static class KubernetesJob
{
    private const int Retries = 6;
    private const int GraceSeconds = 30;
    private const int WrongInput = Hosting.ExitStatus.WrongInput;

    private static readonly JsonSerializerOptions Plain = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>The manifest for <c>kubectl apply</c>.</summary>
    /// <remarks>Texts are written as JSON strings, which YAML reads alike. Wrong arguments end an index at once; an interrupted pod counts
    /// as no failure.</remarks>
    public static string Of(LaunchedRun run, PodPlace place) => $$"""
        # Requests and limits: {{run.EstimatedBy}}.
        # When the job has ended, in a pod of the same image with the same volume:
        #   {{run.MergeCommand}}
        apiVersion: batch/v1
        kind: Job
        metadata:
          name: {{Text(place.Name)}}
        spec:
          completions: {{run.Shards}}
          parallelism: {{run.Shards}}
          completionMode: Indexed
          backoffLimitPerIndex: {{Retries}}
          maxFailedIndexes: {{run.Shards}}
          podFailurePolicy:
            rules:
              - action: FailIndex
                onExitCodes:
                  operator: In
                  values: [{{WrongInput}}]
              - action: Ignore
                onPodConditions:
                  - type: DisruptionTarget
          template:
            spec:
              restartPolicy: Never
              terminationGracePeriodSeconds: {{GraceSeconds}}
              containers:
                - name: shard
                  image: {{Text(place.Image)}}
                  workingDir: {{Text(place.Mount)}}
                  command: ["/bin/sh", "-c", {{Text(Unexpanded(Command(run)))}}]
                  resources:
                    requests: { cpu: "{{run.Threads}}", memory: "{{run.Megabytes}}M" }
                    limits: { memory: "{{run.Megabytes}}M" }
                  volumeMounts:
                    - name: work
                      mountPath: {{Text(place.Mount)}}
              volumes:
                - name: work
                  persistentVolumeClaim:
                    claimName: {{Text(place.Claim)}}

        """.ReplaceLineEndings("\n");

    // Shards are counted from 1, indices from 0. The program takes the place of the shell, so that SIGTERM reaches it.
    private static string Command(LaunchedRun run) =>
        $"mkdir -p {ShellText.Quoted(run.ShardsFolder)} && shard=$((JOB_COMPLETION_INDEX + 1)) && exec "
        + $"{run.RunCommand("$shard", ShellText.Quoted(run.ShardsFolder))}";

    // Kubernetes puts variables for $(NAME) into a command, before a shell reads it, and reads $$ as $.
    private static string Unexpanded(string command) => command.Replace("$", "$$", StringComparison.Ordinal);

    private static string Text(string text) => JsonSerializer.Serialize(text, Plain);
}
