using System.Globalization;

namespace VisEval.Cli.Distribution;

/// <summary>A run as an array job of Slurm: every task is a shard.</summary>
/// <remarks>A task that is preempted, or whose node fails, is put into the queue again and goes on where it was. Before its time is over
/// Slurm sends SIGTERM: the task stops within two seconds and queues itself again.</remarks>
internal static class SlurmScript
{
    private const int MostRestarts = 20;
    private const int SecondsBefore = 60;

    /// <summary>The script for <c>sbatch</c>.</summary>
    public static string Of(LaunchedRun run) => $$"""
        #!/bin/bash
        #SBATCH --job-name=viseval
        #SBATCH --array=1-{{run.Shards}}
        #SBATCH --cpus-per-task={{run.Threads}}
        #SBATCH --mem={{run.Megabytes}}M
        #SBATCH --time={{Text(run.Time)}}
        #SBATCH --requeue
        #SBATCH --open-mode=append
        #SBATCH --signal=B:TERM@{{SecondsBefore}}
        #SBATCH --output=viseval-%A_%a.log
        # Time and memory: {{run.EstimatedBy}}. Folders must be the same on all nodes.
        cd {{ShellText.Quoted(run.WorkingDirectory)}} || exit 2
        mkdir -p {{ShellText.Quoted(run.ShardsFolder)}} || exit 2
        stopped=
        {{run.RunCommand("$SLURM_ARRAY_TASK_ID", ShellText.Quoted(run.ShardsFolder))}} &
        shard=$!
        trap 'stopped=yes; kill -TERM "$shard" 2>/dev/null' TERM
        wait "$shard"
        status=$?
        if [ -n "$stopped" ]; then
          wait "$shard"
          # A task that ran out of time goes on where it was.
          [ "${SLURM_RESTART_COUNT:-0}" -ge {{MostRestarts}} ] || scontrol requeue "${SLURM_ARRAY_JOB_ID}_$SLURM_ARRAY_TASK_ID"
          exit 1
        fi
        exit $status
        # When all tasks have ended, whatever their status:
        #   {{run.MergeCommand}}
        # The same as a job that waits for them:
        #   sbatch --dependency=afterany:"$(sbatch --parsable THIS_FILE)" --wrap {{ShellText.Quoted(run.MergeCommand)}}

        """.ReplaceLineEndings("\n");

    private static string Text(TimeSpan time) =>
        string.Create(CultureInfo.InvariantCulture, $"{(int)time.TotalHours:00}:{time.Minutes:00}:{time.Seconds:00}");
}
