using VisEval.Core;
using VisEval.Methods.Shared.Layers;
using VisEval.Onnx.Models;

namespace VisEval.Methods.ActivationMapping;

/// <summary>The kernel of KPCA-CAM.</summary>
internal enum PlaceKernel
{
    /// <summary>tanh(γ⟨x, y⟩ + 1).</summary>
    Sigmoid,

    /// <summary>exp(−γ|x − y|²).</summary>
    Rbf,

    /// <summary>(γ⟨x, y⟩ + 1)³.</summary>
    Polynomial,

    /// <summary>⟨x, y⟩: the map is that of Eigen-CAM with centred channels.</summary>
    Linear,
}

/// <summary>KPCA-CAM: every place's coordinate on the first kernel principal component of the places' activations, √λ·u; h×w at the
/// layer, signed, the same for every class (Karmani et al., 2024).</summary>
/// <remarks>Channels are centred before the kernel, the kernel matrix after it, as in the authors' code with scikit-learn. An eigenvector
/// has no sign of its own: the map is positive where the sum of the channels is large; see <see cref="PrincipalMap"/> for ties. The cost
/// grows with the third power of the number of places, and their square must fit into memory.</remarks>
/// <param name="Kernel">The kernel.</param>
/// <param name="Gamma">γ; 0 for 1/K.</param>
/// <param name="Layer">The tensor A, K×h×w; null for the model's own.</param>
[Named("kpca-cam")]
[Paper("Karmani, Sivakaran, Prasad, Ali, Yang, Tang: KPCA-CAM, arXiv:2410.00267", 2024)]
[Needs(Needs.Forward | Needs.Layer)]
[Claims(MapPlace.Layer)]
[Passes("1")]
internal sealed record KpcaCam(
    [About("The kernel that compares two places: sigmoid, rbf, polynomial or linear.")] PlaceKernel Kernel = PlaceKernel.Sigmoid,
    [InRange(0, 1e6), About("The factor of the scalar product or the squared distance; 0 for one over the number of channels.")]
    double Gamma = 0,
    [About(OptionText.Layer)] string? Layer = null)
    : ILayerMethod
{
    /// <inheritdoc/>
    public IReadOnlyList<Attribution> Explain(IModel model, ImageBatch batch, IReadOnlyList<int> targets) =>
        LayerPass.Activations(
            model, batch, targets, Layer, state => PrincipalMap.OfKernel(state.Layer, state.Planes, Between(state.Layer.Channels)));

    private Func<double, double, double, double> Between(int channels)
    {
        var gamma = Gamma == 0 ? 1.0 / channels : Gamma;
        return Kernel switch
        {
            PlaceKernel.Sigmoid => (xy, _, _) => Math.Tanh(gamma * xy + 1),
            PlaceKernel.Rbf => (xy, xx, yy) => Math.Exp(-gamma * (xx + yy - 2 * xy)),
            PlaceKernel.Polynomial => (xy, _, _) => Math.Pow(gamma * xy + 1, 3),
            PlaceKernel.Linear => (xy, _, _) => xy,
            _ => throw new ArgumentOutOfRangeException(nameof(channels), Kernel, "Not a kernel."),
        };
    }
}
