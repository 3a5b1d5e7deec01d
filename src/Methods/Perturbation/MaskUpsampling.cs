using VisEval.Core;

namespace VisEval.Methods.Perturbation;

/// <summary>How a coarse mask becomes one value a pixel.</summary>
[About("How a mask is enlarged to the image: cells, or bilinearly.")]
internal enum MaskUpsampling
{
    /// <summary>Every pixel has the value of the cell it lies in.</summary>
    Nearest,

    /// <summary>Bilinear between the centres of the cells, constant beyond the outermost ones.</summary>
    Bilinear,
}
