export {
  type Fusion,
  type FusionInput,
  featureNames,
  featureValues,
  fuse,
  loadFusion,
  type Readers,
  sigmoid,
} from './fusion.ts';
