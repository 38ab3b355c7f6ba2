export {
  type Fusion,
  type FusionInput,
  featureNames,
  featureValues,
  fuse,
  loadFusion,
  sigmoid,
} from './fusion.ts';
