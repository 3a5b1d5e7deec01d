using VisEval.Onnx.Exporting;

namespace VisEval.Tests.Onnx.Exporting;

/// <summary>The version of the format: the source's where it goes with the operator set.</summary>
public sealed class IrVersionsTests
{
    [TestCase(16, 16, 8, 8)]
    [TestCase(13, 13, 6, 6, Description = "The source has this pair.")]
    [TestCase(13, 13, 3, 4, Description = "Before 4, weights had to be inputs.")]
    [TestCase(13, 13, 9, 9)]
    [TestCase(16, 13, 7, 8, Description = "16 came with 8.")]
    [TestCase(18, 13, 8, 8)]
    [TestCase(20, 13, 7, 9)]
    [TestCase(21, 13, 7, 10)]
    [TestCase(22, 21, 10, 10)]
    [TestCase(22, 23, 11, 10, Description = "No set that files are written in needs more.")]
    [TestCase(11, 7, 3, 6)]
    [TestCase(12, 11, 6, 7)]
    public void The_version_is_that_of_the_source_where_it_goes_with_the_set(long opset, long sourceOpset, long sourceIr, long ir) =>
        Assert.That(IrVersions.For(opset, sourceOpset, sourceIr), Is.EqualTo(ir));
}
