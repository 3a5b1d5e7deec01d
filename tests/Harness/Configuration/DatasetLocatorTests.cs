using VisEval.Core;
using VisEval.Harness.Configuration;
using VisEval.Tests.Harness.Datasets;

namespace VisEval.Tests.Harness.Configuration;

public sealed class DatasetLocatorTests
{
    // A program that uses the packages has no datasets above it.
    [Test]
    public void Where_the_embedded_benchmark_is_not_it_is_said_where_it_is()
    {
        using var folder = new TemporaryFolder();
        Assert.That(
            () => new DatasetLocator(folder.Path, folder.Path).Open(DatasetLocator.Default, new()),
            Throws.TypeOf<InputException>().With.Message.EqualTo(
                "dataset 'scenes' is not known: there is no datasets/scenes/dataset.json here or in a folder above, and no such path. "
                + "This benchmark is in a checkout of VisEval, folder datasets/scenes, and beside the tool viseval, where 'viseval list "
                + "datasets --json' tells its file; give that folder, or another dataset."));
    }
}
