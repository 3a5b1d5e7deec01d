// PLACEHOLDERS so that this branch compiles alone. To be deleted when the harness is merged: every type here exists there.
#pragma warning disable CS1591, CA1822, IDE0060
using VisEval.Core;
using VisEval.Harness.Configuration;
using VisEval.Harness.Results;

namespace VisEval.Harness.Running
{
    internal sealed record RunProgress(int Done, int Total, string Doing);

    internal sealed record RunOutcome(int Cells, int Failures, bool Cancelled);

    internal static class Runner
    {
        public static RunOutcome Run(Plan plan, ResultStore store, IProgress<RunProgress> progress, CancellationToken stop) => throw new InputException("pending");
    }
}

namespace VisEval.Harness.Results
{
    internal static class RunDirectory
    {
        public static void Prepare(string directory, ExistingRun existing, RunInfo info)
        {
        }
    }

    internal sealed class ResultStore : IDisposable
    {
        public static ResultStore Open(string directory, RunInfo info) => throw new InputException("pending");

        public static RunResults Load(string directory) => throw new InputException($"pending: {directory}");

        public void Dispose()
        {
        }
    }

    internal static class CsvExport
    {
        public static void Write(RunResults results, string directory)
        {
        }
    }
}

namespace VisEval.Harness.Reports
{
    internal static class ReportWriter
    {
        public static string WriteAll(RunResults results, string directory) => throw new InputException("pending");
    }

    internal static class MergedResults
    {
        public static RunResults Merge(IReadOnlyList<RunResults> runs) => runs[0];
    }

    internal static class Overlay
    {
        public static byte[] Compose(byte[] png, SaliencyMap map, double opacity) => png;
    }
}
