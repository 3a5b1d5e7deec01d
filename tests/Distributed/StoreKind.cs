using VisEval.Distributed.Database;
using VisEval.Harness.Results.Storage;
using VisEval.Tests.Testing;

namespace VisEval.Tests.Distributed;

/// <summary>A kind of result store, for tests that every kind must pass.</summary>
internal abstract class StoreKind : IDisposable
{
    /// <summary>An empty store.</summary>
    public abstract IResultStore Open();

    public abstract void Dispose();

    public sealed class File : StoreKind
    {
        private readonly List<RunnerDirectory> _runs = [];

        public override IResultStore Open()
        {
            _runs.Add(new RunnerDirectory());
            return ResultStore.Open(_runs[^1].Path, RunnerPlan.Info());
        }

        public override void Dispose()
        {
            foreach (var run in _runs)
                run.Dispose();
        }
    }

    public sealed class Memory : StoreKind
    {
        public override IResultStore Open() => new MemoryStore();

        public override void Dispose()
        {
            // A memory store is gone when it is closed.
        }
    }

    public sealed class Postgres : StoreKind
    {
        private readonly PostgresServer _server = new();
        private int _count;

        public override IResultStore Open() => PostgresStore.Create(_server.Address, $"store_{_count++}");

        public override void Dispose() => _server.Dispose();
    }
}
