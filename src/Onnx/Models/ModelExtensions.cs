using VisEval.Core;
using VisEval.Onnx.Relevance;

namespace VisEval.Onnx.Models;

/// <summary>Shorthands for <see cref="IModel"/>.</summary>
public static class ModelExtensions
{
    extension(IModel model)
    {
        /// <summary>The name of the image input tensor.</summary>
        public string InputTensor => model.Network.InputTensor;

        /// <summary>The derivative of each image's own target logit with respect to one tensor, by the standard rules.</summary>
        public GradientResult Gradient(Tensor batch, IReadOnlyList<int> targets, string of) =>
            model.Gradient(batch, OneHot(targets, model.ClassCount), [of], RuleSet.Standard);

        /// <summary>A copy in which the given layers have new random weights; see <see cref="Alteration.Randomized"/>.</summary>
        public IModel Randomize(IReadOnlyCollection<string> layers, Seed seed, WeightDraw draw = WeightDraw.Normal) =>
            model.With(new Alteration.Randomized(layers, seed, draw));

        /// <summary>A copy that takes shifted images; see <see cref="Alteration.ShiftedInput"/>.</summary>
        public IModel ShiftInput(float constant) => model.With(new Alteration.ShiftedInput(constant));

        /// <summary>The network on mosaics of images at its own resolution; see <see cref="Alteration.Enlarged"/>.</summary>
        public IModel Enlarge(int grid, int? head = null, bool apart = false) => model.With(new Alteration.Enlarged(grid, head, apart));

        /// <summary>The network from an inner tensor on; see <see cref="Alteration.CutAfter"/>.</summary>
        public IModel After(string tensor, Tensor image) => model.With(new Alteration.CutAfter(tensor, image));
    }

    /// <summary>N×classes with a one at each image's target.</summary>
    public static Tensor OneHot(IReadOnlyList<int> targets, int classes)
    {
        var seed = Tensor.Zeros(targets.Count, classes);
        for (var i = 0; i < targets.Count; i++)
            seed.Item(i)[targets[i]] = 1;
        return seed;
    }
}
