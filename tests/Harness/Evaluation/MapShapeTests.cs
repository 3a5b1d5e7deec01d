using VisEval.Core;
using VisEval.Harness.Evaluation;

namespace VisEval.Tests.Harness.Evaluation;

public sealed class MapShapeTests
{
    private static readonly ImageSize Size = new(3, 48, 64);

    [TestCase(48, 64)]
    [TestCase(6, 8)]
    [TestCase(7, 7)]
    [TestCase(3, 48, 64)]
    [TestCase(1, 12, 16)]
    public void Maps_of_the_input_or_smaller_are_taken(params int[] shape) => Assert.That(MapShape.Mistake(shape, Size), Is.Null);

    [TestCase("transposed", 64, 48)]
    [TestCase("transposed", 8, 6)]
    [TestCase("transposed", 3, 16, 12)]
    [TestCase("more than the input has", 48, 65)]
    [TestCase("more than the input has", 96, 128)]
    [TestCase("a map is H×W or 3×H×W", 2, 48, 64)]
    [TestCase("a map is H×W or 3×H×W", 48)]
    [TestCase("a map is H×W or 3×H×W", 1, 3, 48, 64)]
    [TestCase("a map is H×W or 3×H×W", 0, 64)]
    public void Others_are_refused(string why, params int[] shape) => Assert.That(MapShape.Mistake(shape, Size), Does.Contain(why));
}
