using VisEval.Core;
using static VisEval.Tests.Onnx.Gradients.GradientCase;

namespace VisEval.Tests.Onnx.Gradients;

/// <summary>Products by subscripts.</summary>
public static partial class GradientCases
{
    private static IEnumerable<GradientCase> Equations =>
    [
        Einsum("ab,bc->ac", Spread(1, 2, 3), Spread(2, 3, 4)),
        Einsum("bhqd,bhkd->bhqk", Spread(1, 2, 2, 3, 2), Spread(2, 2, 2, 4, 2)),
        Einsum("nchw,c->nhw", Image, Spread(2, 3)),
        Einsum("ab->ba", Spread(1, 2, 3)),
        Einsum("abc->a", Spread(1, 2, 3, 4)),
        Einsum("abc->", Spread(1, 2, 3, 4)),
        Einsum("ab,cd->ac", Spread(1, 2, 3), Spread(2, 3, 4)),
        Einsum("ab,ac->abc", Spread(1, 2, 3), Spread(2, 2, 4)),
        Einsum("ab,bc,cd->ad", Spread(1, 2, 3), Spread(2, 3, 2), Spread(3, 2, 4)),
        Einsum("ab,abc->ac", Spread(1, 2, 3), Spread(2, 2, 1, 4)),
        Einsum("ca,ab", Spread(1, 2, 3), Spread(2, 3, 4)),
        Einsum("i,i->", Spread(1, 3), Spread(2, 3)),
        Einsum("...ij,...jk->...ik", Spread(1, 2, 2, 3), Spread(2, 1, 3, 4)),
        Einsum("...ij , jk -> ...ik", Spread(1, 2, 2, 3), Spread(2, 3, 4)),
        Einsum("n...,n->n...", Image, Spread(2, 2)),
    ];

    private static GradientCase Einsum(string equation, params Tensor[] inputs) => Of(equation, "Einsum", inputs, ("equation", equation));
}
