using VisEval.Core;

namespace VisEval.Metrics;

/// <summary>The relation between pictures of 8 bits a channel and the normalised input of the network.</summary>
public interface IImageSpace
{
    /// <summary>A picture of one gray value, 0 to 255, as the network sees it: normalised, 1×C×H×W.</summary>
    /// <exception cref="NotApplicableException">How pictures become input is not known.</exception>
    Tensor Gray(byte value);

    /// <summary>The number of bytes the image (1×C×H×W, normalised) takes as a losslessly compressed picture.</summary>
    /// <exception cref="NotApplicableException">How pictures become input is not known.</exception>
    long CompressedSize(Tensor image);
}
